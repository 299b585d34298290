import { defineProblem } from '@crm/platform';

export const UsageDiffers = defineProblem('usage-differs', 409, 'The id stands for other usage');
export const NothingToCountFor = defineProblem('no-running-subscription', 409, 'No subscription is running');
