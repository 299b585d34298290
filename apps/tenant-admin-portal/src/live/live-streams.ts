import type { Caller } from '@crm/platform';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import { PortalConfig } from '../config.js';
import type { EventStream } from '../streams/event-stream.js';
import { StreamHub, type StreamSource } from '../streams/stream-hub.js';
import { type Change, LiveSamples } from './live-samples.js';

/** All operators see the same. */
const channel = 'operators';
const watchEveryMs = 2_000;

/** Pushes samples to the operators who look on at this process. */
@Injectable()
export class LiveStreams implements OnModuleInit, StreamSource<Change> {
  private readonly hub: StreamHub<Change>;
  private watchedAt = -watchEveryMs;

  constructor(
    private readonly samples: LiveSamples,
    config: PortalConfig,
    private readonly host: HttpAdapterHost<FastifyAdapter>,
  ) {
    this.hub = new StreamHub(this, {
      name: 'live',
      heartbeatSeconds: config.FEED_HEARTBEAT_SECONDS,
      streamSeconds: config.FEED_STREAM_SECONDS,
    });
  }

  onModuleInit(): void {
    this.hub.start();
    const watching = setInterval(() => {
      if (this.hub.readers > 0) void this.watch().catch(() => undefined);
    }, watchEveryMs);
    this.host.httpAdapter.getInstance().addHook('preClose', async () => {
      clearInterval(watching);
      this.hub.stop();
    });
  }

  /** Goes on behind `after` where that is still known, else begins with the whole state. */
  async open({ subject, tokenExpiresAt }: Caller, after: number | undefined): Promise<EventStream> {
    await this.watch();
    const visit = { userId: subject, until: tokenExpiresAt };
    if (after !== undefined && (await this.samples.knows(after)))
      return this.hub.open(channel, { ...visit, position: after });
    const { position, state } = await this.samples.head();
    return this.hub.open(channel, { ...visit, position }, (stream) => {
      if (state) stream.tell(position, 'full', state);
    });
  }

  wake(): void {
    this.hub.wake(channel);
  }

  after(_channel: string, position: number, limit: number): Promise<Change[]> {
    return this.samples.after(position, limit);
  }

  async heads(): Promise<ReadonlyMap<string, number>> {
    return new Map([[channel, await this.samples.headPosition()]]);
  }

  /** A reader who is so late that its next row is gone comes back, and begins with the whole state. */
  hand(stream: EventStream, { position, delta }: Change): void {
    const [before, at] = [stream.position, Number(position)];
    if (at > before + 1) stream.finish();
    // Nothing had been sampled yet when it came: what changes nothing into something is the whole.
    else stream.offer(at, before === 0 ? 'full' : 'delta', delta);
  }

  async cut(): Promise<void> {
    // What operators may see does not change while their token lives.
  }

  /** One note in a while is enough, however many readers come. */
  private async watch(): Promise<void> {
    const now = performance.now();
    if (now - this.watchedAt < watchEveryMs / 2) return;
    this.watchedAt = now;
    await this.samples.watch();
  }
}
