import { EventHandler, type EventOf, OnboardingCompleted } from '@crm/events';
import { Handles, type UnitOfWork } from '../messaging.js';
import { RollupsService } from '../rollups/rollups.service.js';
import { FunnelsService } from './funnels.service.js';

const dayMs = 86_400_000;

/** Days to onboard. */
@EventHandler()
export class OnOnboardingCompleted {
  constructor(
    private readonly rollups: RollupsService,
    private readonly funnels: FunnelsService,
  ) {}

  @Handles(OnboardingCompleted)
  async handle(event: EventOf<typeof OnboardingCompleted>, unit: UnitOfWork): Promise<void> {
    const { completedAt, days } = event.data;
    const at = new Date(completedAt);
    await this.rollups.count(unit, event, [
      { metric: 'onboarding.completed', at },
      { metric: 'onboarding.duration', at, duration: days * dayMs },
    ]);
    await this.funnels.reach(unit, { onboardedAt: at, onboardingDays: days });
  }
}
