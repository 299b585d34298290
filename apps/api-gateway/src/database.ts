import { defineDatabase } from '@crm/platform';
import { CreateTenants1764000000000 } from './migrations/1764000000000-create-tenants.js';
import { Tenant } from './tenants/tenant.entity.js';
import { TenantChange } from './tenants/tenant-change.entity.js';

export const database = defineDatabase({
  entities: [Tenant, TenantChange],
  migrations: [CreateTenants1764000000000],
});
