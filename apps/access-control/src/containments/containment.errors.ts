import { defineProblem } from '@crm/platform';

export const NoSuchContainment = defineProblem('no-such-containment', 404, 'The tenant has no such containment');
export const ContainmentNotActive = defineProblem('containment-not-active', 409, 'The containment is not in force');
export const SecondAdminNeeded = defineProblem('second-admin-needed', 403, 'Another administrator has to lift this');
