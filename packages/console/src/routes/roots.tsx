import { createRootRoute, createRoute, Outlet, redirect } from '@tanstack/react-router';
import { type Api, apiIn } from '../api/api.js';
import { session } from '../session/session.js';
import { AppShell } from '../shell/app-shell.js';
import { NotFound } from '../shell/not-found.js';
import { Failure } from '../ui/states.js';
import { Toasts } from '../ui/toasts.js';

export const rootRoute = createRootRoute({
  component: () => (
    <>
      <Outlet />
      <Toasts />
    </>
  ),
  notFoundComponent: NotFound,
  errorComponent: ({ error, reset }) => <Failure error={error} onRetry={reset} />,
});

/** Everything behind the sign-in. */
export const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed-in',
  beforeLoad: async ({ location }) => {
    const { status } = await session.resume();
    if (status !== 'signed-in') throw redirect({ to: '/sign-in', search: { to: location.href } });
  },
  component: AppShell,
});

/** Screens about the platform as a whole, for its operators. */
export const platformRoute = createRoute({
  getParentRoute: () => signedInRoute,
  id: 'platform',
  beforeLoad: () => {
    const state = session.current();
    if (state.status === 'signed-in' && state.user.kind !== 'operator') throw redirect({ to: '/' });
  },
});

/** Screens about one tenant: for its people, and for operators who look into it. */
export const tenantRoute = createRoute({ getParentRoute: () => signedInRoute, path: 't/$tenantId' });

export const useTenantId = (): string => tenantRoute.useParams().tenantId;

/** The API inside of the tenant that the screen is about. */
export const useApi = (): Api => apiIn(useTenantId());
