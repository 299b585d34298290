import { ServiceConfig } from '@crm/platform';
import { IsInt, Matches, Max, Min } from 'class-validator';

export class BillingConfig extends ServiceConfig {
  @IsInt()
  @Min(1)
  @Max(365)
  TRIAL_DAYS: number = 14;

  /** Days from the issue of an invoice until it is due. */
  @IsInt()
  @Min(0)
  @Max(365)
  PAYMENT_DAYS: number = 14;

  /** Days after the due date at which each reminder is sent, level by level. */
  @Matches(/^\d{1,3}(,\d{1,3})*$/)
  REMINDER_DAYS: string = '0,7,14';
}
