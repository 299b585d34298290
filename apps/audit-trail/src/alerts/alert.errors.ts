import { defineProblem } from '@crm/platform';

export const NoSuchAlert = defineProblem('no-such-alert', 404, 'The tenant has no such alert');
export const AlertAcknowledged = defineProblem('alert-acknowledged', 409, 'The alert has been acknowledged already');
export const OwnAlert = defineProblem('own-alert', 403, 'Nobody acknowledges an alert about themselves');
