import { defineProblem } from '@crm/platform';

export const NoSubscription = defineProblem('no-subscription', 404, 'The tenant has no subscription');
export const AlreadyActive = defineProblem('subscription-already-active', 409, 'The subscription is active already');
export const NotRunning = defineProblem('subscription-not-running', 409, 'The subscription does not run');
export const PlanUnchanged = defineProblem('plan-unchanged', 409, 'The subscription has this plan already');
export const TrialUsed = defineProblem('trial-used', 409, 'The trial of the tenant was cancelled');
export const NotTrialing = defineProblem('subscription-not-trialing', 409, 'The subscription is no trial any more');
