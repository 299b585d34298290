import { defineProblem } from '@crm/platform';

export const NoSuchInvoice = defineProblem('no-such-invoice', 404, 'There is no such invoice');
export const NothingToPay = defineProblem('nothing-to-pay', 409, 'Nothing of the invoice is left to be paid');
export const Overpaid = defineProblem('overpaid', 409, 'The payment is more than what is left of the invoice');
