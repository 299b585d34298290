import { EventHandler, type EventOf, OnboardingStarted } from '@crm/events';
import { Handles, type UnitOfWork } from '../messaging.js';
import { BuiltInsService } from '../workflows/built-ins.service.js';
import { EnrolmentsService } from './enrolments.service.js';

/** Starts the welcome sequence, which a tenant walks through once; and the tenant's own workflows. */
@EventHandler()
export class OnOnboardingStarted {
  constructor(
    private readonly enrolments: EnrolmentsService,
    private readonly builtIns: BuiltInsService,
  ) {}

  @Handles(OnboardingStarted)
  async handle({ id, type, hopcount, data }: EventOf<typeof OnboardingStarted>, unit: UnitOfWork): Promise<void> {
    const occasion = { trigger: 'onboarding.started', type, hopCount: hopcount, key: id, data: { ...data } } as const;
    const welcome = await this.builtIns.ofTenant(unit, 'welcome');
    if (welcome.status === 'active') await this.enrolments.enrol(unit, welcome, { ...occasion, key: 'once' });
    await this.enrolments.start(unit, occasion);
  }
}
