import { EventHandler, type EventOf, OnboardingCompleted } from '@crm/events';
import { Handles, type UnitOfWork } from '../messaging.js';
import { ScoreCardsService } from './score-cards.service.js';

/** The onboarding component is settled, the grace period ends and the baseline is computed. */
@EventHandler()
export class OnOnboardingCompleted {
  constructor(private readonly scoreCards: ScoreCardsService) {}

  @Handles(OnboardingCompleted)
  async handle({ data }: EventOf<typeof OnboardingCompleted>, unit: UnitOfWork): Promise<void> {
    await this.scoreCards.learn(unit, 'The onboarding was completed.', (card) =>
      card.completeOnboarding(new Date(data.completedAt)),
    );
  }
}
