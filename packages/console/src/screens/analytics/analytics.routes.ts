import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { tenantRoute } from '../../routes/roots.js';
import { oneOf } from '../../routes/search.js';
import { type RangeName, ranges } from './ranges.js';

export const analyticsRoute = createRoute({
  getParentRoute: () => tenantRoute,
  path: 'analytics',
  validateSearch: (raw): { range?: RangeName } => ({ range: oneOf(raw, 'range', ranges) }),
  component: lazyRouteComponent(() => import('./analytics.screen.js'), 'AnalyticsScreen'),
});

export const analyticsRoutes = [analyticsRoute] as const;
