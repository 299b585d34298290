import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../routes/roots.js';
import { textIn } from '../../routes/search.js';

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (raw): { to?: string } => ({ to: textIn(raw, 'to') }),
  component: lazyRouteComponent(() => import('./sign-in.screen.js'), 'SignInScreen'),
});
