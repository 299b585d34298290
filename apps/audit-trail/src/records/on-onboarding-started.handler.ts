import { EventHandler, type EventOf, OnboardingStarted } from '@crm/events';
import { TrailService } from '../entries/trail.service.js';
import { Handles, type UnitOfWork } from '../messaging.js';
import { TimelinesService } from '../timelines/timelines.service.js';
import { onboardingStarted } from './tenant-sentences.js';

/** Opens the tenant's lifecycle timeline. */
@EventHandler()
export class OnOnboardingStarted {
  constructor(
    private readonly trail: TrailService,
    private readonly timelines: TimelinesService,
  ) {}

  @Handles(OnboardingStarted)
  async handle(event: EventOf<typeof OnboardingStarted>, unit: UnitOfWork): Promise<void> {
    const { tenantId, onboardingId, plan, planVersion, steps, expectedDays, startedAt } = event.data;
    const lifecycle = { kind: 'tenant', id: tenantId };
    await this.trail.record(unit, event, {
      at: startedAt,
      target: { kind: 'onboarding', id: onboardingId },
      alsoOn: [lifecycle],
      sentence: (names) => onboardingStarted(names, event.data),
      detail: { plan, planVersion, steps: steps.map(({ key }) => key), expectedDays },
    });
    await this.timelines.open(unit, lifecycle, new Date(startedAt));
  }
}
