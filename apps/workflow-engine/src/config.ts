import { ServiceConfig } from '@crm/platform';
import { IsIn, IsInt, Matches, Max, Min } from 'class-validator';

export class WorkflowConfig extends ServiceConfig {
  /** Pauses in seconds between the tries of a step that failed; after the last one the run fails. */
  @Matches(/^\d+(\.\d+)?(,\d+(\.\d+)?)*$/)
  WORKFLOW_RETRY_SECONDS: string = '1,5,30,120,600';

  /** Runs that one workflow starts for imported contacts within a minute; further ones are only counted. */
  @IsInt()
  @Min(0)
  WORKFLOW_IMPORT_RUNS_PER_MINUTE: number = 10;

  /** Runs that one workflow starts for the same contact within an hour; further ones are only counted. */
  @IsInt()
  @Min(1)
  WORKFLOW_RUNS_PER_CONTACT: number = 10;

  /** Events that are the effect of an effect … this many times start no run any more. */
  @IsInt()
  @Min(0)
  @Max(6)
  WORKFLOW_FURTHEST_HOP: number = 5;

  /** Seconds between the greeting and the reminder of the welcome sequence. */
  @IsInt()
  @Min(1)
  WORKFLOW_WELCOME_PAUSE_SECONDS: number = 86_400;

  /** Who answers when a workflow is to start or to stop: this service at once, or another one over the bus. */
  @IsIn(['internal', 'external'])
  ORCHESTRATOR: 'internal' | 'external' = 'internal';

  // A step waits for another service and holds no database connection meanwhile.
  override TIMER_WIDTH: number = 32;

  get retrySeconds(): number[] {
    return this.WORKFLOW_RETRY_SECONDS.split(',').map(Number);
  }
}
