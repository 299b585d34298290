import { defineProblem } from '@crm/platform';

export const NoSuchBinding = defineProblem('no-such-binding', 404, 'The tenant has no such binding');
export const BindingNotOurs = defineProblem('binding-of-user-role', 409, "This binding follows from the user's role");
export const BindingEnded = defineProblem('binding-ended', 409, 'The binding has ended already');
