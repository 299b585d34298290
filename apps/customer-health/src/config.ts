import { ServiceConfig } from '@crm/platform';
import { IsInt, Min } from 'class-validator';

export class HealthConfig extends ServiceConfig {
  /** Seconds between two computations of a score that nothing happened to: ageing and ramps need one a day. */
  @IsInt()
  @Min(1)
  RECOMPUTE_SECONDS: number = 86_400;
}
