import { EventHandler, type EventOf, OnboardingCompleted } from '@crm/events';
import { FeedService } from '../feed/feed.service.js';
import { Handles, type UnitOfWork } from '../messaging.js';
import { AnnouncementsService } from '../notices/announcements.service.js';
import { standingToChange } from './standings.js';

/** The card folds into a congratulation and the owners are told. */
@EventHandler()
export class OnOnboardingCompleted {
  constructor(
    private readonly announcements: AnnouncementsService,
    private readonly feed: FeedService,
  ) {}

  @Handles(OnboardingCompleted)
  async handle(event: EventOf<typeof OnboardingCompleted>, unit: UnitOfWork): Promise<void> {
    const { data } = event;
    const days = Math.max(1, Math.round(data.days));
    const standing = await standingToChange(unit.manager, unit.tenantId);
    standing.onboardingId ??= data.onboardingId;
    standing.onboardingStartedAt ??= new Date(data.startedAt);
    standing.onboardingCompletedAt = new Date(data.completedAt);
    standing.onboardingDays = data.days;
    standing.onboardingSkipped = data.skippedSteps;
    await unit.manager.save(standing);
    await this.announcements.tell(unit, {
      key: `onboarding:${data.onboardingId}`,
      topic: 'account',
      severity: 'info',
      title: 'Your onboarding is completed',
      text: `Congratulations: everything that was needed is set up, in ${days} day${days === 1 ? '' : 's'}.`,
      link: '/v1/home',
      audience: { kind: 'owners' },
    });
    await this.feed.record(unit, event, {
      title: `The onboarding was completed in ${days} day${days === 1 ? '' : 's'}`,
    });
  }
}
