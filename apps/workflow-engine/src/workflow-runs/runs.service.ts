import { type RunResult, WorkflowExecuted } from '@crm/events';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { WorkflowConfig } from '../config.js';
import type { UnitOfWork } from '../messaging.js';
import { RunStep } from './run-step.entity.js';
import type { StepTry } from './step-result.js';
import { WorkflowRun } from './workflow-run.entity.js';

export const advanceTimer = 'advance-run';

/** Writes down what became of a run's steps. A step's outcome is committed together with the timer of the next one. */
@Injectable()
export class RunsService {
  constructor(private readonly config: WorkflowConfig) {}

  /** The next try comes at `dueAt`. Remediation goes before all that is due, however long the line is. */
  async wake(unit: UnitOfWork, run: WorkflowRun, dueAt: Date): Promise<void> {
    const isNow = dueAt.getTime() <= Date.now();
    const first = run.lane === 'remediation' && isNow;
    await unit.schedule({ kind: advanceTimer, key: run.id, dueAt: first ? new Date(0) : dueAt });
  }

  /** Takes a try into the run, if the run still stands where the try began. */
  async record(unit: UnitOfWork, runId: string, attempt: StepTry): Promise<void> {
    const run = await this.lock(unit.manager, runId);
    if (!run?.isOpen || (run.position ?? 'condition') !== attempt.path) return;
    const { result } = attempt;
    if (result.kind === 'hold') {
      run.status = 'held';
    } else if (result.kind === 'cut-off') {
      await this.end(unit, run, 'cancelled');
    } else if (result.kind === 'unmatched') {
      await unit.manager.delete(WorkflowRun, { id: runId });
      return;
    } else if (result.kind === 'still-waiting') {
      run.status = 'waiting';
      run.updateSeen = false;
      await this.wake(unit, run, run.waitsUntil ?? new Date());
    } else if (result.kind === 'wait') {
      await this.note(unit, run, attempt, { status: 'waiting' });
      run.wait(result.until, result.forUpdate);
      await this.wake(unit, run, result.until);
    } else if (result.kind === 'failed') {
      await this.retryOrFail(unit, run, attempt, result.error, result.transient);
    } else {
      await this.note(unit, run, attempt, { status: 'done', outcome: result.outcome });
      if (attempt.path !== 'condition') run.stepsDone += 1;
      run.goTo(result.next);
      if (result.next === null) await this.end(unit, run, 'succeeded');
      else await this.wake(unit, run, new Date());
    }
    await unit.manager.save(run);
  }

  /** Ends a run and says so. */
  async end(unit: UnitOfWork, run: WorkflowRun, result: RunResult, error: string | null = null): Promise<void> {
    const now = new Date();
    run.end(result, now, error);
    await unit.manager.save(run);
    await unit.unschedule(advanceTimer, run.id);
    unit.publish(WorkflowExecuted, {
      tenantId: run.tenantId,
      workflowId: run.workflowId,
      workflowName: run.workflowName,
      version: run.version,
      runId: run.id,
      result,
      durationMs: Math.max(0, now.getTime() - run.startedAt.getTime()),
      stepsDone: run.stepsDone,
      notify: run.notify,
      ...(error === null ? {} : { error }),
      trigger: run.trigger,
      ...(run.ownerId === null ? {} : { ownerId: run.ownerId }),
      endedAt: now.toISOString(),
    });
  }

  lock(manager: EntityManager, id: string): Promise<WorkflowRun | null> {
    return manager.findOne(WorkflowRun, { where: { id }, lock: { mode: 'for_no_key_update' } });
  }

  private async retryOrFail(
    unit: UnitOfWork,
    run: WorkflowRun,
    attempt: StepTry,
    error: string,
    transient: boolean,
  ): Promise<void> {
    const tries = await this.triesOf(unit, run, attempt.path);
    const pause = transient ? this.config.retrySeconds[tries] : undefined;
    if (pause === undefined) {
      await this.note(unit, run, attempt, { status: 'failed', error });
      await this.end(unit, run, 'failed', error);
    } else {
      await this.note(unit, run, attempt, { status: 'retrying', error });
      await this.wake(unit, run, new Date(Date.now() + pause * 1_000));
    }
  }

  private async triesOf({ manager }: UnitOfWork, { id: runId }: WorkflowRun, path: string): Promise<number> {
    const step = await manager.findOneBy(RunStep, { runId, path });
    return step?.status === 'retrying' ? step.attempts : 0;
  }

  private async note(
    { manager, tenantId }: UnitOfWork,
    { id: runId }: WorkflowRun,
    { path, stepKind: kind, startedAt }: StepTry,
    { status, outcome = null, error = null }: Pick<RunStep, 'status'> & Partial<RunStep>,
  ): Promise<void> {
    const before = await manager.findOneBy(RunStep, { runId, path });
    // A wait that ends is the same try as the one that began it.
    const attempts = (before?.attempts ?? 0) + (before?.status === 'waiting' ? 0 : 1);
    const endedAt = status === 'done' || status === 'failed' ? new Date() : null;
    const began = before?.startedAt ?? startedAt;
    const step = { runId, path, tenantId, kind, status, attempts, outcome, error, startedAt: began, endedAt };
    await manager.save(Object.assign(new RunStep(), step));
  }
}
