import { messagingFor, type UnitOfWorkOf } from '@crm/events';

export const messaging = messagingFor('workflow-engine');
export const { Handles, HandlesServiceEvents, Transactions } = messaging;
export type Transactions = InstanceType<typeof Transactions>;
export type UnitOfWork = UnitOfWorkOf<typeof messaging>;
