import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { platformRoute } from '../../routes/roots.js';
import { oneOf, textIn } from '../../routes/search.js';

export const mapViews = ['map', 'matrix', 'service-events'] as const;
export type MapView = (typeof mapViews)[number];

interface MapSearch {
  view?: MapView;
  /** What is selected, as `keyOf` writes it. */
  on?: string;
  /** A moment of the last hour (RFC 3339) instead of now. */
  at?: string;
}

export const mapRoute = createRoute({
  getParentRoute: () => platformRoute,
  path: '/map',
  validateSearch: (raw): MapSearch => ({
    view: oneOf(raw, 'view', mapViews),
    on: textIn(raw, 'on'),
    at: textIn(raw, 'at'),
  }),
  component: lazyRouteComponent(() => import('./map.screen.js'), 'MapScreen'),
});

export const mapRoutes = [mapRoute] as const;
