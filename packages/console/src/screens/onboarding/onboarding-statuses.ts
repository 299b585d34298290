import type { components } from '../../api/generated/schema.js';

export type Onboarding = components['schemas']['OnboardingDetailView'];
export type Step = components['schemas']['StepView'];
export type OnboardingStatus = Onboarding['status'];

export const onboardingStatuses: readonly OnboardingStatus[] = ['running', 'completed', 'aborting', 'aborted'];
