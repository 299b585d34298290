import { EventHandler, type EventOf, WorkflowExecuted } from '@crm/events';
import { TrailService } from '../entries/trail.service.js';
import { Handles, type UnitOfWork } from '../messaging.js';
import { workflowExecuted } from './delivery-sentences.js';

/** Run, version, result and duration are kept; a series of failures alerts. */
@EventHandler()
export class OnWorkflowExecuted {
  constructor(private readonly trail: TrailService) {}

  @Handles(WorkflowExecuted)
  async handle(event: EventOf<typeof WorkflowExecuted>, unit: UnitOfWork): Promise<void> {
    const { workflowId, tenantId: _own, notify: _told, endedAt, ...run } = event.data;
    await this.trail.record(unit, event, {
      actor: 'service:workflow-engine',
      at: endedAt,
      target: { kind: 'workflow', id: workflowId },
      sentence: () => workflowExecuted(event.data),
      detail: { ...run, causedBy: event.actor },
    });
  }
}
