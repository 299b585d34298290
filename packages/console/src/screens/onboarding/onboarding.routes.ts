import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { platformRoute, tenantRoute } from '../../routes/roots.js';
import { oneOf } from '../../routes/search.js';
import { type TenantPlan, tenantPlans } from '../tenants/tenant-plans.js';
import { type OnboardingStatus, onboardingStatuses } from './onboarding-statuses.js';

export const onboardingsRoute = createRoute({
  getParentRoute: () => platformRoute,
  path: '/onboarding',
  validateSearch: (raw): { view?: 'activation'; status?: OnboardingStatus; plan?: TenantPlan } => ({
    view: oneOf(raw, 'view', ['activation']),
    status: oneOf(raw, 'status', onboardingStatuses),
    plan: oneOf(raw, 'plan', tenantPlans),
  }),
  component: lazyRouteComponent(() => import('./onboardings.screen.js'), 'OnboardingsScreen'),
});

export const onboardingRoute = createRoute({
  getParentRoute: () => tenantRoute,
  path: 'onboarding',
  component: lazyRouteComponent(() => import('./onboarding.screen.js'), 'OnboardingScreen'),
});

export const onboardingsRoutes = [onboardingsRoute] as const;
export const onboardingRoutes = [onboardingRoute] as const;
