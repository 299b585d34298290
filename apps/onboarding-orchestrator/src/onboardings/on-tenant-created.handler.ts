import { EventHandler, type EventOf, TenantCreated } from '@crm/events';
import { Handles, type UnitOfWork } from '../messaging.js';
import { OnboardingsService } from './onboardings.service.js';

/** A plan is chosen, the checklist created and the first steps are set going; onboarding.started is said once. */
@EventHandler()
export class OnTenantCreated {
  constructor(private readonly onboardings: OnboardingsService) {}

  @Handles(TenantCreated)
  async handle({ data }: EventOf<typeof TenantCreated>, unit: UnitOfWork): Promise<void> {
    await this.onboardings.start(unit, data);
  }
}
