import { defineProblem } from '@crm/platform';

export const ContactNotFound = defineProblem('contact-not-found', 404, 'There is no such contact');
/** `contactId` names the contact that has the address. */
export const ContactExists = defineProblem('contact-exists', 409, 'Another contact has this e-mail address');
/** `mergedInto` names the survivor. */
export const ContactMerged = defineProblem('contact-merged', 409, 'The contact was merged into another');
