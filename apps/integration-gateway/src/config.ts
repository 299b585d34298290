import { ServiceConfig } from '@crm/platform';
import { IsBoolean, IsInt, IsOptional, Matches, Max, Min } from 'class-validator';

export class IntegrationConfig extends ServiceConfig {
  /** Lets webhooks go to loopback and private addresses too: for laptops and specs, never for production. */
  @IsBoolean()
  WEBHOOK_ALLOW_PRIVATE_HOSTS: boolean = false;

  /**
   * Longest pauses in seconds between the attempts of one message; the real ones are drawn from zero up to them.
   * The schedule is the beginning of the example in the Standard Webhooks specification.
   */
  @Matches(/^\d+(\.\d+)?(,\d+(\.\d+)?)*$/)
  WEBHOOK_RETRY_SECONDS: string = '5,300,1800,7200,18000,36000,50400';

  /** Milliseconds from the connection to the end of the answer. */
  @IsInt()
  @Min(100)
  @Max(12_000)
  WEBHOOK_TIMEOUT_MS: number = 10_000;

  /** Requests in flight to one endpoint; an endpoint that failed last gets one at a time until it answers well. */
  @IsInt()
  @Min(1)
  @Max(100)
  WEBHOOK_CONCURRENCY: number = 4;

  /** Held messages released in the first second after a reactivation; every further second releases half as many more. */
  @IsInt()
  @Min(1)
  WEBHOOK_RELEASE_PER_SECOND: number = 20;

  /** Days after which the payload of an ended message and the answers to it are purged. */
  @IsInt()
  @Min(1)
  WEBHOOK_RETENTION_DAYS: number = 30;

  /**
   * 32 bytes in base64: the key `configured`, which secrets are sealed with until the key is rotated, and the keys that
   * rotations make afterwards. Without it keys are made and kept in the database.
   */
  @IsOptional()
  @Matches(/^[A-Za-z0-9+/]{43}=$/)
  WEBHOOK_SECRET_KEY?: string;

  // An attempt waits for somebody else's server and holds no database connection meanwhile.
  override TIMER_WIDTH: number = 64;

  get retrySeconds(): number[] {
    return this.WEBHOOK_RETRY_SECONDS.split(',').map(Number);
  }
}
