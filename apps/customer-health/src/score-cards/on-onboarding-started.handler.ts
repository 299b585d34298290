import { EventHandler, type EventOf, OnboardingStarted } from '@crm/events';
import { Handles, type UnitOfWork } from '../messaging.js';
import { ScoreCardsService } from './score-cards.service.js';

/** The onboarding component runs on elapsed against expected days. */
@EventHandler()
export class OnOnboardingStarted {
  constructor(private readonly scoreCards: ScoreCardsService) {}

  @Handles(OnboardingStarted)
  async handle({ data }: EventOf<typeof OnboardingStarted>, unit: UnitOfWork): Promise<void> {
    await this.scoreCards.learn(unit, 'The onboarding has started.', (card) =>
      card.startOnboarding(new Date(data.startedAt), data.expectedDays),
    );
  }
}
