import { choicesOf } from '../../ui/field.js';
import type { Tenant } from './tenant-facts.js';

export type TenantPlan = Tenant['plan'];

export const tenantPlans: readonly TenantPlan[] = ['starter', 'growth', 'enterprise'];
export const planChoices = choicesOf(tenantPlans);
