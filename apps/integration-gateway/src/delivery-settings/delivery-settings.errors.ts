import { defineProblem } from '@crm/platform';

export const NoDeliverySettings = defineProblem('no-delivery-settings', 404, 'The tenant has no delivery settings');
export const DeliveriesClosed = defineProblem('deliveries-closed', 409, 'The tenant is closed');
export const SecretDestroyed = defineProblem('secret-destroyed', 410, 'The signing secret does not exist any more');
