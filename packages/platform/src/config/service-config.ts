import { IsIn, IsInt, IsObject, IsOptional, IsString, IsUrl, Matches, Max, Min, MinLength } from 'class-validator';

const anyHost = { require_tld: false, require_protocol: true } as const;

/**
 * What every service reads from its environment: property names are the names of the variables.
 * A service extends this class and adds its own; nothing else reads `process.env`.
 */
export class ServiceConfig {
  @IsString()
  @MinLength(1)
  HOST: string = '127.0.0.1';

  /** 0 takes any free port. */
  @IsInt()
  @Min(0)
  @Max(65_535)
  PORT: number = 0;

  /** Where `/metrics` answers instead of on PORT, for a service whose PORT the world reaches. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(65_535)
  METRICS_PORT?: number;

  /** Of the application role, which owns nothing. */
  @IsUrl({ ...anyHost, protocols: ['postgres', 'postgresql'] })
  DATABASE_URL: string;

  /** Most database connections of this process. */
  @IsInt()
  @Min(1)
  @Max(200)
  DATABASE_POOL: number = 10;

  /**
   * Most timers at work at once; by default as many as there are database connections to spare. A service whose timers
   * mostly wait for the outside sets more, since they hold no connection while they wait.
   */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(1_000)
  TIMER_WIDTH?: number;

  /** Of the service's own broker account, with the vhost. */
  @IsUrl({ ...anyHost, protocols: ['amqp', 'amqps'] })
  AMQP_URL: string;

  /**
   * Pauses in seconds between the tries of an event whose handler fails; after the last one it is a dead letter.
   * Three quick tries come before the first pause.
   */
  @Matches(/^\d+(\.\d+)?(,\d+(\.\d+)?)*$/)
  INBOX_RETRY_SECONDS: string = '5,30,120,600,3600,21600';

  /** Folder with `<service>.private.jwk.json` and `trusted.jwks.json`. */
  @IsString()
  @MinLength(1)
  KEYS_DIR: string;

  @IsIn(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
  LOG_LEVEL: string = 'info';

  /** Where the world finds the gateway; used in links that leave the system. */
  @IsUrl({ ...anyHost, protocols: ['http', 'https'] })
  PUBLIC_URL: string = 'http://127.0.0.1:4000';

  /** JSON object: base URL of each service by its name. */
  @IsObject()
  SERVICE_URLS: Record<string, string> = {};

  /** Where spans go (OTLP over HTTP); without it nothing of the tracing SDK is loaded. */
  @IsOptional()
  @IsUrl({ ...anyHost, protocols: ['http', 'https'] })
  OTEL_EXPORTER_OTLP_ENDPOINT?: string;
}
