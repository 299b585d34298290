import { EventHandler, type EventOf, OnboardingStarted } from '@crm/events';
import { FeedService } from '../feed/feed.service.js';
import { Handles, type UnitOfWork } from '../messaging.js';
import { standingToChange } from './standings.js';

/** The checklist card appears on the tenant's home; if the end is known already it stays folded. */
@EventHandler()
export class OnOnboardingStarted {
  constructor(private readonly feed: FeedService) {}

  @Handles(OnboardingStarted)
  async handle(event: EventOf<typeof OnboardingStarted>, unit: UnitOfWork): Promise<void> {
    const { data } = event;
    const standing = await standingToChange(unit.manager, unit.tenantId);
    standing.onboardingId = data.onboardingId;
    standing.onboardingPlan = data.plan;
    standing.onboardingSteps = data.steps;
    standing.onboardingExpectedDays = data.expectedDays;
    standing.onboardingStartedAt = new Date(data.startedAt);
    await unit.manager.save(standing);
    await this.feed.record(unit, event, {
      title: `The onboarding has started: ${data.steps.length} steps, about ${data.expectedDays} days`,
    });
  }
}
