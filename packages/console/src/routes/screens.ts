import { acceptInvitationRoute } from '../screens/accept-invitation/accept-invitation.routes.js';
import { accessRoutes } from '../screens/access/access.routes.js';
import { accountRoute } from '../screens/account/account.routes.js';
import { analyticsRoutes } from '../screens/analytics/analytics.routes.js';
import { auditRoutes } from '../screens/audit/audit.routes.js';
import { billingRoutes } from '../screens/billing/billing.routes.js';
import { customersRoutes } from '../screens/customers/customers.routes.js';
import { deadLettersRoutes } from '../screens/dead-letters/dead-letters.routes.js';
import { healthRoutes, portfolioRoutes } from '../screens/health/health.routes.js';
import { inboxRoutes } from '../screens/inbox/inbox.routes.js';
import { mailRoutes } from '../screens/mail/mail.routes.js';
import { mapRoutes } from '../screens/map/map.routes.js';
import { onboardingRoutes, onboardingsRoutes } from '../screens/onboarding/onboarding.routes.js';
import { preferencesRoutes } from '../screens/preferences/preferences.routes.js';
import { signInRoute } from '../screens/sign-in/sign-in.routes.js';
import { systemRoutes } from '../screens/system/system.routes.js';
import { tenantsRoutes } from '../screens/tenants/tenants.routes.js';
import { platformTraces, tenantTraces } from '../screens/traces/traces.routes.js';
import { webhooksRoutes } from '../screens/webhooks/webhooks.routes.js';
import { workflowsRoutes } from '../screens/workflows/workflows.routes.js';
import { platformRoute, tenantRoute } from './roots.js';

/** Every screen. A folder of `screens/` brings its own routes; here they are put together. */
export const publicScreens = [signInRoute, acceptInvitationRoute] as const;
/** About whoever is signed in. */
export const signedInScreens = [accountRoute] as const;
export const platformScreens = platformRoute.addChildren([
  ...mapRoutes,
  ...platformTraces,
  ...deadLettersRoutes,
  ...tenantsRoutes,
  ...onboardingsRoutes,
  ...portfolioRoutes,
  ...systemRoutes,
]);
export const tenantScreens = tenantRoute.addChildren([
  ...inboxRoutes,
  ...customersRoutes,
  ...onboardingRoutes,
  ...healthRoutes,
  ...workflowsRoutes,
  ...webhooksRoutes,
  ...accessRoutes,
  ...auditRoutes,
  ...billingRoutes,
  ...analyticsRoutes,
  ...mailRoutes,
  ...preferencesRoutes,
  ...tenantTraces,
]);
