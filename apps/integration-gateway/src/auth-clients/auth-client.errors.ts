import { defineProblem } from '@crm/platform';

export const NoAuthClient = defineProblem('no-auth-client', 404, 'There is no such auth client');
export const AuthClientInUse = defineProblem('auth-client-in-use', 409, 'Secrets refer to the auth client');
export const TooManyAuthClients = defineProblem('too-many-auth-clients', 409, 'The tenant has as many as it may');
