import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { platformRoute, tenantRoute } from '../../routes/roots.js';
import { oneOf, textIn } from '../../routes/search.js';
import { bands, type PortfolioBand, type SortBy, sortables } from './portfolio-sorting.js';

interface PortfolioSearch {
  readonly q?: string;
  readonly band?: PortfolioBand;
  readonly status?: 'churned';
  readonly sort?: SortBy;
  readonly order?: 'ascending' | 'descending';
}

export const portfolioRoute = createRoute({
  getParentRoute: () => platformRoute,
  path: '/health',
  validateSearch: (raw): PortfolioSearch => ({
    q: textIn(raw, 'q'),
    band: oneOf(raw, 'band', bands),
    status: oneOf(raw, 'status', ['churned']),
    sort: oneOf(raw, 'sort', sortables),
    order: oneOf(raw, 'order', ['ascending', 'descending']),
  }),
  component: lazyRouteComponent(() => import('./portfolio.screen.js'), 'PortfolioScreen'),
});

export const healthRoute = createRoute({
  getParentRoute: () => tenantRoute,
  path: 'health',
  component: lazyRouteComponent(() => import('./health.screen.js'), 'HealthScreen'),
});

export const portfolioRoutes = [portfolioRoute] as const;
export const healthRoutes = [healthRoute] as const;
