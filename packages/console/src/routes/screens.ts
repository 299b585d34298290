import { customersRoutes } from '../screens/customers/customers.routes.js';
import { signInRoute } from '../screens/sign-in/sign-in.routes.js';
import { tenantsRoutes } from '../screens/tenants/tenants.routes.js';
import { webhooksRoutes } from '../screens/webhooks/webhooks.routes.js';
import { workflowsRoutes } from '../screens/workflows/workflows.routes.js';
import { platformRoute, tenantRoute } from './roots.js';

/** Every screen. A folder of `screens/` brings its own routes; here they are put together. */
export const publicScreens = [signInRoute] as const;
export const platformScreens = platformRoute.addChildren([...tenantsRoutes]);
export const tenantScreens = tenantRoute.addChildren([...customersRoutes, ...workflowsRoutes, ...webhooksRoutes]);
