import { ServiceConfig } from '@crm/platform';
import { IsInt, Min } from 'class-validator';

export class AccessConfig extends ServiceConfig {
  /** Seconds that a containment of severity high is in force, counted from the alert. */
  @IsInt()
  @Min(1)
  CONTAINMENT_SECONDS: number = 3_600;
}
