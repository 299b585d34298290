import type { Tenant } from './tenant-facts.js';

export type TenantStatus = Tenant['status'];

export const tenantStatuses: readonly TenantStatus[] = ['provisioning', 'active', 'suspended', 'deactivated'];
