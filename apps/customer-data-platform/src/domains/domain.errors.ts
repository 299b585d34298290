import { defineProblem } from '@crm/platform';

export const DomainNotFound = defineProblem('domain-not-found', 404, 'There is no such domain');
export const DomainExists = defineProblem('domain-exists', 409, 'A domain with this name exists');
/** `referrers` names the schemas, at most twenty of them. */
export const DomainReferred = defineProblem('domain-referred', 409, 'Schemas of other domains refer to its schemas');
