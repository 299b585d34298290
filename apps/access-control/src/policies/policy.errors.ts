import { defineProblem } from '@crm/platform';

export const PolicyFrozen = defineProblem('policy-frozen', 409, 'The policy of a deactivated tenant is frozen');
