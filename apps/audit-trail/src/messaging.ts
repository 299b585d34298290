import { messagingFor, type UnitOfWorkOf } from '@crm/events';

export const messaging = messagingFor('audit-trail');
export const { Handles, HandlesServiceEvents, Transactions } = messaging;
export type Transactions = InstanceType<typeof Transactions>;
export type UnitOfWork = UnitOfWorkOf<typeof messaging>;
