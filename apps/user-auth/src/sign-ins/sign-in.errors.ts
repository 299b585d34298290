import { defineProblem } from '@crm/platform';

export const WrongCredentials = defineProblem('wrong-credentials', 401, 'E-mail address or password is wrong');
export const ChooseTenant = defineProblem('choose-tenant', 409, 'The address belongs to several tenants');
