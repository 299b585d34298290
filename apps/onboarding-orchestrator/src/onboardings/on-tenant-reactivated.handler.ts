import { EventHandler, type EventOf, TenantReactivated } from '@crm/events';
import { Handles, type UnitOfWork } from '../messaging.js';
import { OnboardingsService } from './onboardings.service.js';

/** An unfinished onboarding goes on with its due dates moved; a finished one gets a short re-check. */
@EventHandler()
export class OnTenantReactivated {
  constructor(private readonly onboardings: OnboardingsService) {}

  @Handles(TenantReactivated)
  async handle({ data }: EventOf<typeof TenantReactivated>, unit: UnitOfWork): Promise<void> {
    await this.onboardings.resume(unit, data);
  }
}
