import type { OnboardingStarted, TenantCreated, TenantDeactivated, TenantSuspended } from '@crm/events';
import type { Naming } from '../people/naming.js';
import { counted, ended } from './phrases.js';

export function tenantCreated({ actor }: Naming, { name, plan, owner }: TenantCreated): string {
  return `${actor} created the tenant ${name} on the plan ${plan}, with ${owner.name} as its owner.`;
}

export function tenantSuspended({ actor, tenant }: Naming, { reason }: TenantSuspended): string {
  return `${actor} suspended ${tenant}: ${ended(reason)}`;
}

export function tenantDeactivated({ actor, tenant }: Naming, { reason }: TenantDeactivated): string {
  return `${actor} closed ${tenant} for good: ${ended(reason)}`;
}

export function onboardingStarted({ tenant }: Naming, { plan, steps, expectedDays }: OnboardingStarted): string {
  const days = Math.max(1, Math.ceil(expectedDays));
  const extent = `${counted(steps.length, 'step')} in about ${counted(days, 'day')}`;
  return `The onboarding of ${tenant} began with the plan ${plan}: ${extent}.`;
}
