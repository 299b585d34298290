import { messagingFor, type UnitOfWorkOf } from '@crm/events';

export const messaging = messagingFor('api-gateway');
export const { Transactions } = messaging;
export type Transactions = InstanceType<typeof Transactions>;
export type UnitOfWork = UnitOfWorkOf<typeof messaging>;
