import { CommandFailed } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import { type Condition, holds, readsContact } from '../definitions/condition.js';
import type { Definition, Step, WaitStep } from '../definitions/definition.js';
import { enter, firstPath, pathAfter, stepAt } from '../definitions/step-path.js';
import { Transactions } from '../messaging.js';
import type { Workflow } from '../workflows/workflow.entity.js';
import { WorkflowsService } from '../workflows/workflows.service.js';
import { ActionsService } from './actions.service.js';
import type { StepResult, StepTry } from './step-result.js';
import { WorkflowRun } from './workflow-run.entity.js';

/** Tries the step at which a run stands, outside of any transaction; writes nothing down. */
@Injectable()
export class StepsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly workflows: WorkflowsService,
    private readonly actions: ActionsService,
  ) {}

  /** Undefined when the run has ended meanwhile. @throws when our own database fails */
  async try(tenantId: string, runId: string): Promise<StepTry | undefined> {
    const found = await this.transactions.inTenant(tenantId, async ({ manager }) => {
      const run = await manager.findOneBy(WorkflowRun, { id: runId });
      if (!run?.isOpen) return undefined;
      const workflow = await this.workflows.findEver(manager, run.workflowId);
      return { run, workflow, definition: await this.workflows.definitionOf(manager, run.workflowId, run.version) };
    });
    if (!found) return undefined;
    const { run, workflow, definition } = found;
    const path = run.position ?? 'condition';
    const step = run.position === null ? undefined : stepAt(definition.steps, run.position);
    const startedAt = new Date();
    const result = standstillOf(workflow, run) ?? (await this.outcome(run, definition, step).catch(failureOf));
    return { path, stepKind: step?.kind ?? 'condition', startedAt, result };
  }

  private async outcome(run: WorkflowRun, definition: Definition, step: Step | undefined): Promise<StepResult> {
    const { steps, condition } = definition;
    if (run.position === null || !step) {
      const matches = !condition || (await this.asks(run, condition));
      return matches ? { kind: 'done', next: firstPath(steps), outcome: {} } : { kind: 'unmatched' };
    }
    if (step.kind === 'branch') {
      const list = (await this.asks(run, step.condition)) ? 'then' : 'else';
      return { kind: 'done', next: enter(steps, run.position, list), outcome: { took: list } };
    }
    if (step.kind === 'wait') return this.wait(run, step, pathAfter(steps, run.position));
    return { kind: 'done', next: pathAfter(steps, run.position), outcome: await this.act(run, run.position, step) };
  }

  private act(run: WorkflowRun, path: string, step: Exclude<Step, { kind: 'branch' | 'wait' }>) {
    if (step.kind === 'set') return this.actions.set(run, step);
    return step.action === 'notify' ? this.actions.notify(run, path, step) : this.actions.webhook(run, path, step);
  }

  private async wait(run: WorkflowRun, { seconds, until }: WaitStep, next: string | null): Promise<StepResult> {
    if (run.waitsUntil === null) {
      const longest = seconds ?? until?.timeout ?? 0;
      return { kind: 'wait', until: new Date(Date.now() + longest * 1_000), forUpdate: until !== undefined };
    }
    if (run.updateSeen && (!until?.condition || (await this.asks(run, until.condition)))) {
      return { kind: 'done', next, outcome: { ended: 'contact-updated' } };
    }
    if (run.waitsUntil.getTime() > Date.now()) return { kind: 'still-waiting' };
    return { kind: 'done', next, outcome: { ended: until ? 'timeout' : 'time-is-up' } };
  }

  private async asks(run: WorkflowRun, condition: Condition): Promise<boolean> {
    const asked = run.contactId !== null && readsContact(condition, run.event);
    const contact = asked ? { contact: await this.actions.contact(run) } : {};
    return holds(condition, { event: run.event, ...contact });
  }
}

/** What keeps the run from its next step; undefined where nothing does. */
function standstillOf(workflow: Workflow, { startedAt }: WorkflowRun): StepResult | undefined {
  if (workflow.ends(startedAt)) return { kind: 'cut-off' };
  return workflow.status === 'active' ? undefined : { kind: 'hold' };
}

/** A contact that is not there yet may come: events of other services are not waited for in order. */
function failureOf(error: unknown): StepResult {
  if (!(error instanceof CommandFailed)) throw error;
  const details = (error.problem?.['errors'] as { message?: string }[] | undefined)?.[0]?.message;
  const message = details ? `${error.message}: ${details}` : error.message;
  return { kind: 'failed', error: message.slice(0, 500), transient: error.transient || error.status === 404 };
}
