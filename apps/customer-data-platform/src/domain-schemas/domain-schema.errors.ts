import { defineProblem } from '@crm/platform';

export const SchemaNotFound = defineProblem('schema-not-found', 404, 'There is no such schema');
export const SchemaExists = defineProblem('schema-exists', 409, 'The domain has a schema with this name');
/** `referrers` names the schemas, at most twenty of them. */
export const SchemaReferred = defineProblem('schema-referred', 409, 'Other schemas refer to this');
