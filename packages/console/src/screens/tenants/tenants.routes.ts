import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { platformRoute } from '../../routes/roots.js';
import { oneOf, textIn } from '../../routes/search.js';
import { type TenantPlan, tenantPlans } from './tenant-plans.js';
import { type TenantStatus, tenantStatuses } from './tenant-statuses.js';

export const tenantsRoute = createRoute({
  getParentRoute: () => platformRoute,
  path: '/tenants',
  validateSearch: (raw): { search?: string; status?: TenantStatus; plan?: TenantPlan } => ({
    search: textIn(raw, 'search'),
    status: oneOf(raw, 'status', tenantStatuses),
    plan: oneOf(raw, 'plan', tenantPlans),
  }),
  component: lazyRouteComponent(() => import('./tenants.screen.js'), 'TenantsScreen'),
});

export const tenantRoute = createRoute({
  getParentRoute: () => platformRoute,
  path: '/tenants/$id',
  component: lazyRouteComponent(() => import('./tenant.screen.js'), 'TenantScreen'),
});

export const tenantsRoutes = [tenantsRoute, tenantRoute] as const;
