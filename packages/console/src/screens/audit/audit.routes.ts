import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { tenantRoute } from '../../routes/roots.js';
import { oneOf, textIn } from '../../routes/search.js';
import { type Alert, alertSeverities, alertStatuses } from './audit-facts.js';

interface EntriesSearch {
  readonly q?: string;
  readonly target?: string;
  readonly type?: string;
  readonly actor?: string;
  readonly from?: string;
  readonly to?: string;
  readonly entry?: string;
}

export const entriesRoute = createRoute({
  getParentRoute: () => tenantRoute,
  path: 'audit',
  validateSearch: (raw): EntriesSearch => ({
    q: textIn(raw, 'q'),
    target: textIn(raw, 'target'),
    type: textIn(raw, 'type'),
    actor: textIn(raw, 'actor'),
    from: textIn(raw, 'from'),
    to: textIn(raw, 'to'),
    entry: textIn(raw, 'entry'),
  }),
  component: lazyRouteComponent(() => import('./entries.screen.js'), 'EntriesScreen'),
});

interface EventsSearch {
  readonly name?: string;
  readonly service?: string;
  readonly user?: string;
  readonly from?: string;
  readonly to?: string;
  readonly event?: string;
}

export const eventsRoute = createRoute({
  getParentRoute: () => tenantRoute,
  path: 'audit/events',
  validateSearch: (raw): EventsSearch => ({
    name: textIn(raw, 'name'),
    service: textIn(raw, 'service'),
    user: textIn(raw, 'user'),
    from: textIn(raw, 'from'),
    to: textIn(raw, 'to'),
    event: textIn(raw, 'event'),
  }),
  component: lazyRouteComponent(() => import('./events.screen.js'), 'EventsScreen'),
});

export const alertsRoute = createRoute({
  getParentRoute: () => tenantRoute,
  path: 'audit/alerts',
  validateSearch: (raw): { status?: Alert['status']; severity?: Alert['severity']; alert?: string } => ({
    status: oneOf(raw, 'status', alertStatuses),
    severity: oneOf(raw, 'severity', alertSeverities),
    alert: textIn(raw, 'alert'),
  }),
  component: lazyRouteComponent(() => import('./alerts.screen.js'), 'AlertsScreen'),
});

export const auditRoutes = [entriesRoute, eventsRoute, alertsRoute] as const;
