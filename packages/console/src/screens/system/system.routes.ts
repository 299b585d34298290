import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { platformRoute } from '../../routes/roots.js';

export const systemRoute = createRoute({
  getParentRoute: () => platformRoute,
  path: '/system',
  component: lazyRouteComponent(() => import('./system.screen.js'), 'SystemScreen'),
});

export const systemRoutes = [systemRoute] as const;
