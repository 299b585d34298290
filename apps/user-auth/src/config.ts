import { ServiceConfig } from '@crm/platform';
import { IsEmail, MaxLength, MinLength } from 'class-validator';

export class AuthConfig extends ServiceConfig {
  /** The operator that exists from the first start on. */
  @IsEmail()
  OPERATOR_EMAIL: string;

  @MinLength(12)
  @MaxLength(256)
  OPERATOR_PASSWORD: string;
}
