import { defineProblem } from '@crm/platform';

export const NoSecret = defineProblem('no-secret', 404, 'There is no such secret');
export const TooManySecrets = defineProblem('too-many-secrets', 409, 'The tenant has as many secrets as it may');
