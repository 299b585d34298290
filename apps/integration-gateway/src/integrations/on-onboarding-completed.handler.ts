import { EventHandler, type EventOf, OnboardingCompleted } from '@crm/events';
import { Handles, type UnitOfWork } from '../messaging.js';
import { WebhookMessagesService } from '../webhook-messages/webhook-messages.service.js';
import { IntegrationsService } from './integrations.service.js';

/** What was configured during the onboarding wakes up; its endpoints are the first to be told so. */
@EventHandler()
export class OnOnboardingCompleted {
  constructor(
    private readonly integrations: IntegrationsService,
    private readonly messages: WebhookMessagesService,
  ) {}

  @Handles(OnboardingCompleted)
  async handle({ id, type, data }: EventOf<typeof OnboardingCompleted>, unit: UnitOfWork): Promise<void> {
    await this.integrations.completeOnboarding(unit, new Date(data.completedAt));
    await this.messages.offer(unit, {
      type: 'onboarding.completed',
      eventType: type,
      at: data.completedAt,
      data: { onboardingId: data.onboardingId, days: data.days, skippedSteps: data.skippedSteps },
      dedupeKey: id,
    });
  }
}
