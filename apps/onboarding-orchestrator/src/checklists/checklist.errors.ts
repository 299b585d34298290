import { defineProblem } from '@crm/platform';

export const NoOnboarding = defineProblem('no-onboarding', 404, 'The tenant has no onboarding');
export const NoSuchStep = defineProblem('no-such-step', 404, 'The onboarding has no such step');
export const StepNotOpen = defineProblem('step-not-open', 409, 'The step cannot be worked on now');
export const StepNotManual = defineProblem('step-not-manual', 409, 'The step is not done by a person');
export const StepNotSkippable = defineProblem('step-not-skippable', 409, 'The plan does not allow to skip the step');
export const StepNotRetryable = defineProblem('step-not-retryable', 409, 'There is nothing to try again');
export const OnboardingOver = defineProblem('onboarding-over', 409, 'The onboarding is over');
