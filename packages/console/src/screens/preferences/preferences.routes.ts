import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { tenantRoute } from '../../routes/roots.js';

export const preferencesRoute = createRoute({
  getParentRoute: () => tenantRoute,
  path: 'preferences',
  component: lazyRouteComponent(() => import('./preferences.screen.js'), 'PreferencesScreen'),
});

export const preferencesRoutes = [preferencesRoute] as const;
