import { ServiceConfig } from '@crm/platform';
import { IsInt, IsNumber, Max, Min } from 'class-validator';

export class GatewayConfig extends ServiceConfig {
  /** Proxies in front of the gateway whose `x-forwarded-for` is believed; 0 takes the address of the connection. */
  @IsInt()
  @Min(0)
  @Max(8)
  TRUSTED_PROXIES: number = 0;

  /** Requests a second that one tenant may keep up, of each class (reads, writes). */
  @IsNumber()
  @Min(0.01)
  RATE_LIMIT_TENANT_PER_SECOND: number = 600;

  /** Requests that one tenant may send at once, of each class. */
  @IsInt()
  @Min(1)
  RATE_LIMIT_TENANT_BURST: number = 1_200;

  /** Requests a second from one address by people who are not signed in, beside signing in and up. */
  @IsNumber()
  @Min(0.01)
  RATE_LIMIT_ANONYMOUS_PER_SECOND: number = 50;

  /** Pages of the console and their files a second from one address, behind which a whole office may be. */
  @IsNumber()
  @Min(0.01)
  RATE_LIMIT_PAGES_PER_SECOND: number = 500;

  /** Attempts a minute from one address to sign in, or to prove otherwise who one is. */
  @IsInt()
  @Min(1)
  RATE_LIMIT_SIGN_IN_PER_MINUTE: number = 20;

  /** New tenants a minute from one address. */
  @IsInt()
  @Min(1)
  RATE_LIMIT_SIGN_UP_PER_MINUTE: number = 20;

  /** No token is accepted longer than this after its issue, whatever it says itself. */
  @IsInt()
  @Min(60)
  TOKEN_LIFE_SECONDS: number = 3_600;

  /** Between two questions to user-auth for the tokens that are not to be accepted any more. */
  @IsInt()
  @Min(50)
  TOKEN_CUTOFFS_POLL_MS: number = 1_000;

  /** So long the answer holds what an API token allows, before user-auth is asked again. */
  @IsNumber()
  @Min(0.1)
  @Max(10)
  API_TOKEN_KEPT_SECONDS: number = 10;

  /** A service that sends no head of an answer for so long has failed. */
  @IsInt()
  @Min(1)
  UPSTREAM_TIMEOUT_SECONDS: number = 100;
}
