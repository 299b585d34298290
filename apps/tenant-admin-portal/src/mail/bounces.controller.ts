import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Anonymous, BodyStream, MalformedJson, StreamsBody, Tags } from '@crm/platform';
import { Controller, Headers, HttpCode, Post, Query } from '@nestjs/common';
import { PortalConfig } from '../config.js';
import { BounceMailQuery, type ReceivedView } from './mail.dto.js';
import { bouncesOfProvider } from './provider-events.js';
import { ReceivedBouncesService } from './received-bounces.service.js';
import { assertSigned } from './signed-events.js';

const maxBytes = 1_048_576;

/** For mail servers and providers, which sign in nowhere: what they bring proves itself. */
@Tags('mail')
@Controller('v1/mail')
export class BouncesController {
  constructor(
    private readonly config: PortalConfig,
    private readonly received: ReceivedBouncesService,
  ) {}

  /** A mail that came to `bounces+…`, as a mail server's pipe hands it over. The address proves which mail it is of. */
  @Post('bounces')
  @Anonymous()
  @HttpCode(200)
  @StreamsBody('message/rfc822', { maxBytes })
  async mail(@Query() query: BounceMailQuery, @BodyStream() body: Readable | undefined): Promise<ReceivedView> {
    const news = await this.received.fromMail(await bytesOf(body), query.recipient);
    return { recorded: news ? 1 : 0 };
  }

  /** Events of SES (also through SNS), SendGrid or Postmark, signed as the Standard Webhooks specification says. */
  @Post('provider-events')
  @Anonymous()
  @HttpCode(200)
  @StreamsBody(['application/json', 'text/plain'], { maxBytes })
  async events(
    @BodyStream() body: Readable | undefined,
    @Headers('webhook-id') id: string | undefined,
    @Headers('webhook-timestamp') timestamp: string | undefined,
    @Headers('webhook-signature') signature: string | undefined,
  ): Promise<ReceivedView> {
    const bytes = await bytesOf(body);
    assertSigned(bytes, { id, timestamp, signature }, this.config.MAIL_EVENTS_SECRET);
    return { recorded: await this.received.fromProvider(bouncesOfProvider(parsed(bytes))) };
  }
}

const bytesOf = async (body: Readable | undefined): Promise<Buffer> => (body ? buffer(body) : Buffer.alloc(0));

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new MalformedJson();
  }
}
