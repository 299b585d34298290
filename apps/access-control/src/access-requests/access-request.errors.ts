import { defineProblem } from '@crm/platform';

export const NoSuchAccessRequest = defineProblem('no-such-access-request', 404, 'The tenant has no such request');
export const AccessRequestDecided = defineProblem('access-request-decided', 409, 'The request is not open any more');
export const RoleAlreadyHeld = defineProblem('role-already-held', 409, 'The user has this role already');
export const OwnAccessRequest = defineProblem('own-access-request', 403, 'Nobody decides on their own request');
export const SubjectMayNotAsk = defineProblem('subject-may-not-ask', 403, 'Only active users of the tenant may ask');
