import { defineProblem } from '@crm/platform';

export const ApiTokenNotFound = defineProblem('api-token-not-found', 404, 'There is no such API token');
export const BeyondOwnPermissions = defineProblem(
  'beyond-own-permissions',
  403,
  'A token allows no more than who makes it may do',
);
/** The gateway branches on its code. */
export const InvalidApiToken = defineProblem('invalid-api-token', 401, 'The API token is not valid');
