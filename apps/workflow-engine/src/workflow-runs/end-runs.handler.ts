import { OnTimer, type Timer, type TimerHandler } from '@crm/events';
import { In, LessThanOrEqual } from 'typeorm';
import type { UnitOfWork } from '../messaging.js';
import { endTimer } from '../workflows/activations.service.js';
import { WorkflowsService } from '../workflows/workflows.service.js';
import { RunsService } from './runs.service.js';
import { openRunStatuses, WorkflowRun } from './workflow-run.entity.js';

const atOnce = 100;

/** A workflow was switched off: the runs that were open then end as cancelled, a hundred at a time. */
@OnTimer(endTimer)
export class EndRuns implements TimerHandler<'workflow-engine'> {
  constructor(
    private readonly workflows: WorkflowsService,
    private readonly runs: RunsService,
  ) {}

  async fire({ key: workflowId }: Timer, unit: UnitOfWork): Promise<void> {
    const { deactivatedAt } = await this.workflows.findEver(unit.manager, workflowId);
    if (!deactivatedAt) return;
    const open = await unit.manager.find(WorkflowRun, {
      where: { workflowId, status: In([...openRunStatuses]), startedAt: LessThanOrEqual(deactivatedAt) },
      order: { id: 'ASC' },
      take: atOnce,
      lock: { mode: 'for_no_key_update' },
    });
    for (const run of open) await this.runs.end(unit, run, 'cancelled');
    if (open.length === atOnce) await unit.schedule({ kind: endTimer, key: workflowId, dueAt: new Date() });
  }
}
