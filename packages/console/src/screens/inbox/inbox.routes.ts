import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { tenantRoute } from '../../routes/roots.js';
import { oneOf, textIn } from '../../routes/search.js';
import { type InboxView, inboxViews } from './inbox-facts.js';

export const inboxRoute = createRoute({
  getParentRoute: () => tenantRoute,
  path: 'inbox',
  validateSearch: (raw): { view?: InboxView; notice?: string } => ({
    view: oneOf(raw, 'view', inboxViews),
    notice: textIn(raw, 'notice'),
  }),
  component: lazyRouteComponent(() => import('./inbox.screen.js'), 'InboxScreen'),
});

export const inboxRoutes = [inboxRoute] as const;
