import { Omittable, ServiceConfig } from '@crm/platform';
import { IsInt, IsOptional, IsString, IsUrl, Matches, Max, Min, MinLength } from 'class-validator';

export class PortalConfig extends ServiceConfig {
  /** The mail server, with account and password where it wants them: `smtp://user:secret@mail.example:587`. */
  @IsUrl({ require_tld: false, require_protocol: true, protocols: ['smtp', 'smtps'] })
  SMTP_URL: string;

  /** Sender of every mail, as in `CRM <no-reply@crm.example>`. */
  @IsString()
  @Matches(/^[^<>\r\n]*<[^<>\s@]+@[^<>\s@]+>$|^[^<>\s@]+@[^<>\s@]+$/)
  MAIL_FROM: string;

  /** Pause after a first refusal for now (4xx) or an unreachable mail server; it doubles with each further one. */
  @IsInt()
  @Min(1)
  @Max(3_600)
  MAIL_RETRY_SECONDS: number = 30;

  /** A mail that is refused for now this many times is given up. */
  @IsInt()
  @Min(1)
  @Max(100)
  MAIL_ATTEMPTS: number = 12;

  /** Signs the address that the bounces of each mail come to. A new key disowns the bounces of mails sent before. */
  @IsString()
  @MinLength(32)
  MAIL_BOUNCE_KEY: string;

  /** Domain whose mail for `bounces+…` is handed to `POST /v1/mail/bounces`; without it that of `MAIL_FROM`. */
  @Omittable()
  @Matches(/^[a-z0-9-]+(\.[a-z0-9-]+)*$/i)
  MAIL_BOUNCE_DOMAIN?: string;

  /** Base64, perhaps after `whsec_`: whoever reports a provider's bounces signs with it (Standard Webhooks). */
  @Matches(/^(whsec_)?[A-Za-z0-9+/]{32,}={0,2}$/)
  MAIL_EVENTS_SECRET: string;

  /** So many mails in a row that bounced softly within seven days suspend their address. */
  @IsInt()
  @Min(1)
  @Max(100)
  MAIL_SOFT_BOUNCES: number = 3;

  /** How long it is then not mailed. */
  @IsInt()
  @Min(1)
  @Max(8_760)
  MAIL_SUSPENSION_HOURS: number = 72;

  /** Between two signs of life on a stream that has nothing to say. */
  @IsInt()
  @Min(1)
  @Max(60)
  FEED_HEARTBEAT_SECONDS: number = 15;

  /** A stream ends after this long, and its reader comes back with the permissions it has by then. */
  @IsInt()
  @Min(1)
  FEED_STREAM_SECONDS: number = 900;

  /** Between two looks at the whole platform while an operator looks on; otherwise it is looked at every 5 seconds. */
  @IsInt()
  @Min(5)
  @Max(5_000)
  LIVE_SAMPLE_MILLISECONDS: number = 500;

  /** The broker's management API with an account that sees queues; without it their lengths are not shown. */
  @IsOptional()
  @IsUrl({ require_tld: false, require_protocol: true, protocols: ['http', 'https'] })
  RABBITMQ_MANAGEMENT_URL?: string;
}
