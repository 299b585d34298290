import { Anonymous, type Caller, CurrentCaller, currentContext, OperatorOnly, SignedIn, Tags } from '@crm/platform';
import { Body, Controller, Get, Headers, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { sendStream } from '../streams/send-stream.js';
import { OpenTicket, positionAfter, StreamQuery, type TicketView } from '../streams/stream.dto.js';
import { StreamDoor } from '../streams/stream-door.js';
import { TicketsService } from '../streams/tickets.service.js';
import { SamplesQuery, type SamplesView } from './live.dto.js';
import { LiveSamples } from './live-samples.js';
import { LiveStreams } from './live-streams.js';

@Tags('live')
@Controller('v1/live')
export class LiveController {
  constructor(
    private readonly streams: LiveStreams,
    private readonly samples: LiveSamples,
    private readonly door: StreamDoor,
    private readonly tickets: TicketsService,
  ) {}

  /**
   * The whole platform as server-sent events, for operators or with a ticket: `event: full` is the state, `event: delta`
   * a JSON Merge Patch (RFC 7396) on what came before. After a break, `Last-Event-ID` goes on exactly behind the event
   * it names, as long as that is not older than an hour.
   */
  @Get('stream')
  @Anonymous()
  async stream(
    @CurrentCaller() caller: Caller,
    @Query() query: StreamQuery,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const after = positionAfter(lastEventId, query);
    const reader = await this.door.admit(caller, 'live', query.ticket);
    await sendStream(reply, await this.streams.open(reader, after));
  }

  /** The state at a moment of the last hour, and how it went on. */
  @Get('samples')
  @OperatorOnly()
  async between(@Query() { from, to, limit }: SamplesQuery): Promise<SamplesView> {
    const { position, state, samples } = await this.samples.between(new Date(from), new Date(to), limit);
    return {
      state: state ?? null,
      id: position,
      samples: samples.map((sample) => ({ id: Number(sample.position), at: sample.at, delta: sample.delta })),
      nextFrom: samples.length === limit ? (samples.at(-1)?.at ?? null) : null,
    };
  }

  /** Opens a stream once, within 30 seconds, for clients that cannot send a token: `?ticket=`. */
  @Post('tickets')
  @SignedIn()
  ticket(@CurrentCaller() caller: Caller, @Body() { stream }: OpenTicket): Promise<TicketView> {
    this.door.check(caller, stream);
    const context = currentContext();
    // The answer is a secret, and is not kept for a request that comes again.
    if (context) context.idempotency = undefined;
    return this.tickets.issue(caller, stream);
  }
}
