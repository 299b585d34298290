import type { flowHandshake } from '@crm/events';
import { Injectable } from '@nestjs/common';
import { WorkflowConfig } from '../config.js';
import { Transactions, type UnitOfWork } from '../messaging.js';
import { factsOf, flowOf } from './flow.js';
import { viewOfWorkflow, type WorkflowView } from './workflow.dto.js';
import { Workflow } from './workflow.entity.js';
import { WorkflowsService } from './workflows.service.js';

/** Wakes the runs that waited while their workflow was paused; handled where runs are. */
export const wakeTimer = 'wake-runs';
/** Ends the runs of a workflow that was switched off; handled where runs are. */
export const endTimer = 'end-runs';

export interface FlowAnswer {
  readonly name: (typeof flowHandshake.answers)[number];
  readonly id: string;
  /** Why it failed. */
  readonly reason: string;
}

/**
 * Switches workflows on and off. The bus is asked for it, as by the hub's flow repository; the orchestrator that answers is
 * this service itself, in the same transaction, or another one in its own time. What another one has left unanswered is
 * answered here when it is asked for again, once this service orchestrates.
 */
@Injectable()
export class ActivationsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly workflows: WorkflowsService,
    private readonly config: WorkflowConfig,
  ) {}

  /** Switches it on; of a paused one, the runs that waited go on. What is on, or about to be, stays as it is. */
  activate(tenantId: string, id: string): Promise<WorkflowView> {
    return this.change(tenantId, id, async (unit, workflow) => {
      if (workflow.status === 'active') return;
      if (workflow.status === 'paused') return this.resume(unit, workflow);
      if (workflow.status !== 'starting') this.start(unit, workflow);
      if (this.isExternal) return;
      await this.started(unit, workflow);
      unit.announce('flow.started', { id });
    });
  }

  /** Switches it off and ends its open runs as cancelled. What is off, or about to be, stays as it is. */
  deactivate(tenantId: string, id: string): Promise<WorkflowView> {
    return this.change(tenantId, id, async (unit, workflow) => {
      if (workflow.status === 'inactive') return;
      if (workflow.status !== 'stopping') await this.stop(unit, workflow);
      if (this.isExternal) return;
      workflow.stopped();
      unit.announce('flow.stopped', { id });
    });
  }

  /** What is paused already takes the new reason. */
  pause(tenantId: string, id: string, reason: string): Promise<WorkflowView> {
    return this.change(tenantId, id, async (unit, workflow) => {
      const wasPaused = workflow.status === 'paused';
      workflow.pause(reason);
      if (!wasPaused) unit.announce('flowrepo.flow.modified', factsOf(workflow));
    });
  }

  /** Takes the answer of another orchestrator where it was asked for; in any other place it changes nothing. */
  async take(unit: UnitOfWork, { name, id, reason }: FlowAnswer): Promise<void> {
    const lock = { mode: 'for_no_key_update' as const };
    const workflow = await unit.manager.findOne(Workflow, { where: { id }, lock });
    const asked = workflow?.status;
    if (!workflow || (asked !== 'starting' && asked !== 'stopping')) return;
    if (name === 'flow.failed') workflow.failed(reason);
    else if (name === 'flow.started' && asked === 'starting') await this.started(unit, workflow);
    else if (name === 'flow.stopped' && asked === 'stopping') workflow.stopped();
    await unit.manager.save(workflow);
  }

  private change(
    tenantId: string,
    id: string,
    apply: (unit: UnitOfWork, workflow: Workflow) => Promise<void>,
  ): Promise<WorkflowView> {
    return this.transactions.inTenant(tenantId, async (unit) => {
      const workflow = await this.workflows.find(unit.manager, id, true);
      await apply(unit, workflow);
      return viewOfWorkflow(await unit.manager.save(workflow));
    });
  }

  private get isExternal(): boolean {
    return this.config.ORCHESTRATOR === 'external';
  }

  private start(unit: UnitOfWork, workflow: Workflow): void {
    workflow.start();
    unit.announce('flowrepo.flow.starting', factsOf(workflow));
    unit.announce('flow.starting', flowOf(workflow));
  }

  private async started(unit: UnitOfWork, workflow: Workflow): Promise<void> {
    workflow.started();
    if (workflow.status === 'paused') unit.announce('flowrepo.flow.modified', factsOf(workflow));
    await this.wakeRuns(unit, workflow);
  }

  private async resume(unit: UnitOfWork, workflow: Workflow): Promise<void> {
    workflow.resume();
    unit.announce('flowrepo.flow.modified', factsOf(workflow));
    await this.wakeRuns(unit, workflow);
  }

  private async wakeRuns(unit: UnitOfWork, { id }: Workflow): Promise<void> {
    await unit.schedule({ kind: wakeTimer, key: id, dueAt: new Date() });
  }

  private async stop(unit: UnitOfWork, workflow: Workflow): Promise<void> {
    const now = new Date();
    workflow.stop(now);
    await unit.schedule({ kind: endTimer, key: workflow.id, dueAt: now });
    unit.announce('flowrepo.flow.stopping', factsOf(workflow));
    unit.announce('flow.stopping', flowOf(workflow));
  }
}
