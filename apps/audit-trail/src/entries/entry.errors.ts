import { defineProblem } from '@crm/platform';

export const NoSuchEntry = defineProblem('no-such-entry', 404, 'The log has no such entry');
