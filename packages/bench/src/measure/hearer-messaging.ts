import { messagingFor, type UnitOfWorkOf } from '@crm/events';

export const messaging = messagingFor('onboarding-orchestrator');
export const { Handles } = messaging;
export type UnitOfWork = UnitOfWorkOf<typeof messaging>;
