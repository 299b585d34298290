import { IsBoolean, IsDateString, IsIn, IsInt, IsOptional, IsString, IsUUID, MaxLength, Min } from 'class-validator';

export const runResults = ['succeeded', 'failed', 'superseded', 'cancelled'] as const;
export type RunResult = (typeof runResults)[number];

/** Fires once per run, when it has ended. */
export class WorkflowExecuted {
  static readonly type = 'crm.workflow.executed.v1';
  static readonly meaning = 'A workflow run has ended, well or badly.';
  static readonly subjectOf = (data: WorkflowExecuted): string => data.runId;

  @IsUUID() tenantId: string;
  @IsUUID() workflowId: string;
  @IsString() @MaxLength(200) workflowName: string;
  @IsInt() @Min(1) version: number;
  @IsUUID() runId: string;
  @IsIn(runResults) result: RunResult;
  @IsInt() @Min(0) durationMs: number;
  @IsInt() @Min(0) stepsDone: number;
  /** The workflow's author wants to be told about every run. */
  @IsBoolean() notify: boolean;
  @IsOptional() @IsString() @MaxLength(500) error?: string;
  /** Type of the event that started the run. */
  @IsString() trigger: string;
  /** User who owns the workflow. */
  @IsOptional() @IsUUID() ownerId?: string;
  @IsDateString() endedAt: string;
}
