import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { tenantRoute } from '../../routes/roots.js';
import { oneOf, textIn } from '../../routes/search.js';
import { consoleHref } from './console-href.js';
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

/** Where a mail leads: to the screen that shows what its notification links to. */
const openRoute = createRoute({
  getParentRoute: () => tenantRoute,
  path: 'open',
  validateSearch: (raw): { link?: string } => ({ link: textIn(raw, 'link') }),
  beforeLoad: ({ params, search }) => {
    const href = consoleHref(params.tenantId, search.link ?? null);
    if (href) throw redirect({ href, replace: true });
    throw redirect({ to: '/t/$tenantId/inbox', params, replace: true });
  },
});

export const inboxRoutes = [inboxRoute, openRoute] as const;
