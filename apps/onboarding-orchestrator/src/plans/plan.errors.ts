import { defineProblem } from '@crm/platform';

export const NoSuchPlan = defineProblem('no-such-onboarding-plan', 404, 'There is no such onboarding plan');
