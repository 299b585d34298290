import { mapPage, type Page, pageOf } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import { triggers } from '../definitions/triggers.js';
import { Transactions } from '../messaging.js';
import { RunStep } from './run-step.entity.js';
import { RunsService } from './runs.service.js';
import { type FullRunView, fullViewOf, type RunQuery, viewOfRun, type WorkflowRunView } from './workflow-run.dto.js';
import { WorkflowRun } from './workflow-run.entity.js';
import { NoWorkflowRun, RunHasEnded } from './workflow-run.errors.js';

/** Shows runs to people, and lets them end one. */
@Injectable()
export class WorkflowRunsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly runs: RunsService,
  ) {}

  list(tenantId: string, { trigger, ...query }: RunQuery): Promise<Page<WorkflowRunView>> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const builder = manager.createQueryBuilder(WorkflowRun, 'run');
      for (const field of ['workflowId', 'contactId', 'status'] as const) {
        if (query[field] !== undefined) builder.andWhere(`run.${field} = :${field}`, { [field]: query[field] });
      }
      if (trigger) builder.andWhere('run.trigger = :type', { type: triggers[trigger].type });
      return mapPage(await pageOf(builder, 'run', query), viewOfRun);
    });
  }

  read(tenantId: string, id: string): Promise<FullRunView> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const run = await manager.findOneBy(WorkflowRun, { id });
      if (!run) throw new NoWorkflowRun('It does not exist.');
      const steps = await manager.find(RunStep, { where: { runId: id }, order: { startedAt: 'ASC', path: 'ASC' } });
      return fullViewOf(run, steps);
    });
  }

  /** Ends a run before its next step. A step that is under way is not called back. */
  cancel(tenantId: string, id: string): Promise<WorkflowRunView> {
    return this.transactions.inTenant(tenantId, async (unit) => {
      const run = await this.runs.lock(unit.manager, id);
      if (!run) throw new NoWorkflowRun('It does not exist.');
      if (!run.isOpen)
        throw new RunHasEnded(`It has ${run.status === 'succeeded' ? 'succeeded' : `been ${run.status}`}.`);
      await this.runs.end(unit, run, 'cancelled');
      return viewOfRun(run);
    });
  }
}
