import type { Tenant } from './tenant-facts.js';

export type TenantPlan = Tenant['plan'];

export const tenantPlans: readonly TenantPlan[] = ['starter', 'growth', 'enterprise'];
export const planChoices = tenantPlans.map((value) => ({ value, label: value }));
