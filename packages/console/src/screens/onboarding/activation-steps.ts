import type { components } from '../../api/generated/schema.js';

type StepName = components['schemas']['FunnelView']['steps'][number]['step'];

/** The steps by which a tenant comes to use the product, in words. */
export const activationSteps: Readonly<Record<StepName, string>> = {
  created: 'Created',
  onboarded: 'Onboarded',
  'first-contact': 'First contact',
  'first-workflow': 'First workflow',
  'first-webhook': 'First webhook',
};
