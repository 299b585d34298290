import { defineProblem } from '@crm/platform';

export const NoSuchTrace = defineProblem('no-such-trace', 404, 'Nothing is known of this');
