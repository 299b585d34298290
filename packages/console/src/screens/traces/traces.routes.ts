import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { platformRoute, tenantRoute } from '../../routes/roots.js';
import { flagIn, oneOf, textIn } from '../../routes/search.js';

export const traceViews = ['timeline', 'tree'] as const;
export type TraceView = (typeof traceViews)[number];

interface TracesSearch {
  type?: string;
  /** Also what did no more than begin, renew or end a session. */
  sessions?: true;
}
interface TraceSearch {
  view?: TraceView;
  /** Only what one service says or hears. */
  service?: string;
  /** The message that is looked at. */
  event?: string;
}

const searchTraces = (raw: Record<string, unknown>): TracesSearch => ({
  type: textIn(raw, 'type'),
  sessions: flagIn(raw, 'sessions'),
});
const searchTrace = (raw: Record<string, unknown>): TraceSearch => ({
  view: oneOf(raw, 'view', traceViews),
  service: textIn(raw, 'service'),
  event: textIn(raw, 'event'),
});

export const tracesRoute = createRoute({
  getParentRoute: () => platformRoute,
  path: '/traces',
  validateSearch: searchTraces,
  component: lazyRouteComponent(() => import('./traces.screen.js'), 'TracesScreen'),
});

export const traceRoute = createRoute({
  getParentRoute: () => platformRoute,
  path: '/traces/$correlationId',
  validateSearch: searchTrace,
  component: lazyRouteComponent(() => import('./trace.screen.js'), 'TraceScreen'),
});

export const tenantTracesRoute = createRoute({
  getParentRoute: () => tenantRoute,
  path: 'traces',
  validateSearch: searchTraces,
  component: lazyRouteComponent(() => import('./traces.screen.js'), 'TenantTracesScreen'),
});

export const tenantTraceRoute = createRoute({
  getParentRoute: () => tenantRoute,
  path: 'traces/$correlationId',
  validateSearch: searchTrace,
  component: lazyRouteComponent(() => import('./trace.screen.js'), 'TenantTraceScreen'),
});

export const platformTraces = [tracesRoute, traceRoute] as const;
export const tenantTraces = [tenantTracesRoute, tenantTraceRoute] as const;
