import { AuditAlertTriggered, EventHandler, type EventOf, maxHopCount } from '@crm/events';
import { isUuid } from '@crm/platform';
import { In } from 'typeorm';
import { Handles, type UnitOfWork } from '../messaging.js';
import { BuiltInsService } from '../workflows/built-ins.service.js';
import { factsOf } from '../workflows/flow.js';
import { Workflow } from '../workflows/workflow.entity.js';
import { EnrolmentsService } from './enrolments.service.js';

/** The flagged actor's workflows are paused, and remediation starts in a lane that no other run holds up. */
@EventHandler()
export class OnAuditAlertTriggered {
  constructor(
    private readonly enrolments: EnrolmentsService,
    private readonly builtIns: BuiltInsService,
  ) {}

  @Handles(AuditAlertTriggered)
  async handle(event: EventOf<typeof AuditAlertTriggered>, unit: UnitOfWork): Promise<void> {
    await this.pauseWorkflowsOf(unit, event);
    const { type, hopcount, data } = event;
    const trigger = 'audit-alert.triggered';
    const lane = 'remediation';
    const occasion = { trigger, type, hopCount: hopcount, key: data.alertId, data: { ...data }, lane } as const;
    const remediation = await this.builtIns.ofTenant(unit, 'remediation');
    if (remediation.status === 'active') await this.enrolments.enrol(unit, remediation, occasion);
    await this.enrolments.start(unit, occasion);
  }

  private async pauseWorkflowsOf(
    unit: UnitOfWork,
    { hopcount, data: { suspect, alertId, summary } }: EventOf<typeof AuditAlertTriggered>,
  ): Promise<void> {
    const ownerId = suspect.startsWith('user:') ? suspect.slice('user:'.length) : undefined;
    if (!isUuid(ownerId)) return;
    const owned = await unit.manager.find(Workflow, {
      where: { ownerId, status: In(['active', 'starting']) },
      order: { id: 'ASC' },
      lock: { mode: 'for_no_key_update' },
    });
    for (const workflow of owned) {
      workflow.flag(`An audit alert flagged its owner: ${summary}`, alertId);
      await unit.manager.save(workflow);
      // The last link of a chain of causes pauses as well, though nothing more may be told of it.
      const isTold = workflow.status === 'paused' && hopcount < maxHopCount;
      if (isTold) unit.announce('flowrepo.flow.modified', factsOf(workflow));
    }
  }
}
