import { defineProblem } from '@crm/platform';

export const NoSuchSubject = defineProblem('no-such-subject', 404, 'The tenant has no such subject');
