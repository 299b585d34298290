import { Omittable, PageQuery } from '@crm/platform';
import { Allow, IsBoolean, IsIn, IsOptional, IsString, IsUUID, Length, MaxLength } from 'class-validator';
import type { Condition } from '../definitions/condition.js';
import type { Step, Trigger } from '../definitions/definition.js';
import { type TriggerName, triggerNames } from '../definitions/triggers.js';
import { type WorkflowStatus, workflowStatuses } from './transitions.js';
import type { BuiltIn, Workflow } from './workflow.entity.js';
import type { WorkflowVersion } from './workflow-version.entity.js';

// The definition's parts are checked as a whole, so that each mistake is named by its path.
export class CreateWorkflowDto {
  @IsString() @Length(1, 200) name: string;
  @Allow() trigger: unknown;
  @Allow() condition?: unknown;
  @Allow() steps: unknown;
  /** Tell about every run, not only about failed ones. */
  @Omittable() @IsBoolean() notify?: boolean;
  /** The user who answers for it; left out, whoever creates it. */
  @Omittable() @IsUUID() ownerId?: string;
}

/** What is left out stays as it is; `condition: null` removes the condition. */
export class EditWorkflowDto {
  @Omittable() @IsString() @Length(1, 200) name?: string;
  @Allow() trigger?: unknown;
  @Allow() condition?: unknown;
  @Allow() steps?: unknown;
  @Omittable() @IsBoolean() notify?: boolean;
  @Omittable() @IsUUID() ownerId?: string;
}

export class PauseWorkflowDto {
  @Omittable() @IsString() @MaxLength(300) reason?: string;
}

export class WorkflowQuery extends PageQuery {
  @IsOptional() @IsIn(workflowStatuses) status?: WorkflowStatus;
  @IsOptional() @IsIn(triggerNames) trigger?: TriggerName;
  @IsOptional() @IsUUID() ownerId?: string;
}

export interface WorkflowView {
  id: string;
  name: string;
  status: WorkflowStatus;
  statusReason: string | null;
  pausedReason: string | null;
  pausedByAlert: string | null;
  ownerId: string | null;
  notify: boolean;
  builtIn: BuiltIn | null;
  trigger: Trigger;
  condition: Condition | null;
  steps: readonly Step[];
  throttledRuns: number;
  limitedRuns: number;
  createdAt: Date;
  version: number;
}

export function viewOfWorkflow(workflow: Workflow): WorkflowView {
  const { id, name, status, statusReason, pausedReason, pausedByAlert, ownerId, notify, builtIn } = workflow;
  const { definition, throttledRuns, limitedRuns, createdAt, version } = workflow;
  return {
    id,
    name,
    status,
    statusReason,
    pausedReason,
    pausedByAlert,
    ownerId,
    notify,
    builtIn,
    trigger: definition.trigger,
    condition: definition.condition ?? null,
    steps: definition.steps,
    throttledRuns,
    limitedRuns,
    createdAt,
    version,
  };
}

export interface WorkflowVersionView {
  version: number;
  name: string;
  trigger: Trigger;
  condition: Condition | null;
  steps: readonly Step[];
  madeBy: string;
  createdAt: Date;
}

export function viewOfVersion({ version, name, definition, madeBy, createdAt }: WorkflowVersion): WorkflowVersionView {
  const { trigger, condition = null, steps } = definition;
  return { version, name, trigger, condition, steps, madeBy, createdAt };
}
