import { defineProblem } from '@crm/platform';

export const BillingClosed = defineProblem('billing-closed', 409, 'The billing of the tenant is closed for good');
