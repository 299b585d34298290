import { createRoute, createRouter, redirect } from '@tanstack/react-router';
import { rootRoute, signedInRoute } from './routes/roots.js';
import { platformScreens, publicScreens, signedInScreens, tenantScreens } from './routes/screens.js';
import { session } from './session/session.js';
import { Opening } from './shell/opening.js';

/** Where one begins: operators with the platform, everybody else with their tenant. */
const homeRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/',
  beforeLoad: () => {
    const state = session.current();
    if (state.status !== 'signed-in') return;
    const { tenantId } = state.user;
    if (tenantId === null) throw redirect({ to: '/map' });
    throw redirect({ to: '/t/$tenantId/customers', params: { tenantId } });
  },
});

const routeTree = rootRoute.addChildren([
  ...publicScreens,
  signedInRoute.addChildren([homeRoute, ...signedInScreens, platformScreens, tenantScreens]),
]);

export const router = createRouter({
  routeTree,
  basepath: '/console',
  defaultPreload: 'intent',
  defaultPendingComponent: Opening,
  defaultPendingMs: 250,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
