import { defineProblem } from '@crm/platform';

export const AttributeNotFound = defineProblem('attribute-not-found', 404, 'There is no such attribute');
export const AttributeExists = defineProblem('attribute-exists', 409, 'The attribute is already defined');
export const AttributeInUse = defineProblem('attribute-in-use', 409, 'Contacts have values of the attribute');
