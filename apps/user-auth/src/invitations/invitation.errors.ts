import { defineProblem } from '@crm/platform';

export const InvitationNotFound = defineProblem('invitation-not-found', 404, 'There is no such invitation');
export const AlreadyMember = defineProblem('already-member', 409, 'The address belongs to a user of the tenant');
export const AlreadyInvited = defineProblem('already-invited', 409, 'The address has an open invitation');
export const InvitationClosed = defineProblem('invitation-closed', 409, 'The invitation is not open any more');
export const InvalidInvitationToken = defineProblem('invalid-invitation-token', 400, 'The link is not valid');
export const InvitationExpired = defineProblem('invitation-expired', 410, 'The invitation has expired');
