import { PageQuery } from '@crm/platform';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { type TriggerName, triggerNames } from '../definitions/triggers.js';
import type { RunStep } from './run-step.entity.js';
import { type Lane, type RunStatus, runStatuses, type WorkflowRun } from './workflow-run.entity.js';

export class RunQuery extends PageQuery {
  @IsOptional() @IsUUID() workflowId?: string;
  @IsOptional() @IsUUID() contactId?: string;
  @IsOptional() @IsIn(runStatuses) status?: RunStatus;
  @IsOptional() @IsIn(triggerNames) trigger?: TriggerName;
}

export interface WorkflowRunView {
  id: string;
  workflowId: string;
  workflowName: string;
  version: number;
  status: RunStatus;
  lane: Lane;
  contactId: string | null;
  /** Type of the event that started it. */
  trigger: string;
  /** Of the request that it follows from: `/v1/traces/{correlationId}`. */
  correlationId: string | null;
  /** The step that is next or in work. */
  position: string | null;
  waitsUntil: Date | null;
  waitsForUpdate: boolean;
  stepsDone: number;
  error: string | null;
  startedAt: Date;
  endedAt: Date | null;
  durationMs: number | null;
}

export function viewOfRun(run: WorkflowRun): WorkflowRunView {
  const { id, workflowId, workflowName, version, status, lane, contactId, trigger, position, waitsUntil } = run;
  const { correlationId, waitsForUpdate, stepsDone, error, startedAt, endedAt } = run;
  return {
    id,
    workflowId,
    workflowName,
    version,
    status,
    lane,
    contactId,
    trigger,
    correlationId,
    position,
    waitsUntil,
    waitsForUpdate,
    stepsDone,
    error,
    startedAt,
    endedAt,
    durationMs: endedAt ? endedAt.getTime() - startedAt.getTime() : null,
  };
}

export interface RunStepView {
  path: string;
  kind: string;
  status: RunStep['status'];
  attempts: number;
  outcome: Record<string, unknown> | null;
  error: string | null;
  startedAt: Date;
  endedAt: Date | null;
}

/** With the event's data and the story of each step, in the order in which they began. */
export type FullRunView = WorkflowRunView & { event: Record<string, unknown>; steps: RunStepView[] };

export function fullViewOf(run: WorkflowRun, steps: readonly RunStep[]): FullRunView {
  return { ...viewOfRun(run), event: run.event, steps: steps.map(viewOfStep) };
}

function viewOfStep({ path, kind, status, attempts, outcome, error, startedAt, endedAt }: RunStep): RunStepView {
  return { path, kind, status, attempts, outcome, error, startedAt, endedAt };
}
