import { defineProblem } from '@crm/platform';

export const NoToken = defineProblem('no-token', 502, 'The provider gives no access token');
