import { acceptInvitationRoute } from '../screens/accept-invitation/accept-invitation.routes.js';
import { accessRoutes } from '../screens/access/access.routes.js';
import { accountRoute } from '../screens/account/account.routes.js';
import { auditRoutes } from '../screens/audit/audit.routes.js';
import { customersRoutes } from '../screens/customers/customers.routes.js';
import { inboxRoutes } from '../screens/inbox/inbox.routes.js';
import { mailRoutes } from '../screens/mail/mail.routes.js';
import { preferencesRoutes } from '../screens/preferences/preferences.routes.js';
import { signInRoute } from '../screens/sign-in/sign-in.routes.js';
import { tenantsRoutes } from '../screens/tenants/tenants.routes.js';
import { platformRoute, tenantRoute } from './roots.js';

/** Every screen. A folder of `screens/` brings its own routes; here they are put together. */
export const publicScreens = [signInRoute, acceptInvitationRoute] as const;
/** About whoever is signed in. */
export const signedInScreens = [accountRoute] as const;
export const platformScreens = platformRoute.addChildren([...tenantsRoutes]);
export const tenantScreens = tenantRoute.addChildren([
  ...customersRoutes,
  ...accessRoutes,
  ...auditRoutes,
  ...inboxRoutes,
  ...mailRoutes,
  ...preferencesRoutes,
]);
