import { ServiceConfig } from '@crm/platform';
import { IsInt, Matches, Max, Min } from 'class-validator';

const seconds = /^\d+(\.\d+)?(,\d+(\.\d+)?)*$/;

export class OnboardingConfig extends ServiceConfig {
  /** Pauses in seconds between the tries of a step whose command fails; the last one repeats. */
  @Matches(seconds)
  STEP_RETRY_SECONDS: string = '2,10,60,300,1800';

  /** So many refusals (4xx) of its command fail a step. */
  @IsInt()
  @Min(1)
  @Max(100)
  STEP_REFUSALS: number = 3;

  /** Pauses in seconds between two looks of a probed step; the last one repeats. */
  @Matches(seconds)
  PROBE_SECONDS: string = '5,15,60,300,1800,3600';

  /** So many days after its due date a probed step is looked for no longer. */
  @IsInt()
  @Min(1)
  @Max(3_650)
  PROBE_GRACE_DAYS: number = 30;

  /** Most rounds of a re-check whose questions are not answered. */
  @IsInt()
  @Min(1)
  @Max(100)
  RE_CHECK_ROUNDS: number = 5;
}
