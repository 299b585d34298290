import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { tenantRoute } from '../../routes/roots.js';
import { oneOf, textIn } from '../../routes/search.js';
import { type Mail, mailStates } from './mail-facts.js';

export const mailRoute = createRoute({
  getParentRoute: () => tenantRoute,
  path: 'mail',
  validateSearch: (raw): { state?: Mail['state']; to?: string; mail?: string } => ({
    state: oneOf(raw, 'state', mailStates),
    to: textIn(raw, 'to'),
    mail: textIn(raw, 'mail'),
  }),
  component: lazyRouteComponent(() => import('./mail.screen.js'), 'MailScreen'),
});

export const suppressionsRoute = createRoute({
  getParentRoute: () => tenantRoute,
  path: 'mail/suppressions',
  component: lazyRouteComponent(() => import('./suppressions.screen.js'), 'SuppressionsScreen'),
});

export const mailRoutes = [mailRoute, suppressionsRoute] as const;
