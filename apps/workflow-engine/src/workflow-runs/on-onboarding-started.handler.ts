import { EventHandler, type EventOf, OnboardingStarted } from '@crm/events';
import { Handles, type UnitOfWork } from '../messaging.js';
import { WorkflowsService } from '../workflows/workflows.service.js';
import { EnrolmentsService } from './enrolments.service.js';

/** Starts the welcome sequence, which a tenant walks through once; and the tenant's own workflows. */
@EventHandler()
export class OnOnboardingStarted {
  constructor(
    private readonly enrolments: EnrolmentsService,
    private readonly workflows: WorkflowsService,
  ) {}

  @Handles(OnboardingStarted)
  async handle({ id, type, hopcount, data }: EventOf<typeof OnboardingStarted>, unit: UnitOfWork): Promise<void> {
    const occasion = { trigger: 'onboarding.started', type, hopCount: hopcount, key: id, data: { ...data } } as const;
    const welcome = await this.workflows.builtIn(unit, 'welcome');
    if (welcome.status === 'active') await this.enrolments.enrol(unit, welcome, { ...occasion, key: 'once' });
    await this.enrolments.start(unit, occasion);
  }
}
