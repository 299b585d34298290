import { defineProblem } from '@crm/platform';

export const NoSuchMail = defineProblem('no-such-mail', 404, 'There is no such mail');
export const NotSuppressed = defineProblem('not-suppressed', 404, 'This address is not on the suppression list');
