import { TemporarilyUnavailable } from '@crm/platform';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import { In } from 'typeorm';
import { PortalConfig } from '../config.js';
import { Transactions } from '../messaging.js';
import { hasDeparted } from '../people/departures.js';
import { UserHasLeft } from '../preferences/preference.errors.js';
import { entriesAfter, headOf } from './feed-entries.js';
import { FeedHead } from './feed-head.entity.js';
import { FeedStream } from './feed-stream.js';

/** Streams of one process, and of one user in it; the user's oldest one makes room for a newer. */
const mostStreams = 2_000;
const mostStreamsOfUser = 5;
const pageSize = 100;
/** News that another replica has heard is found by asking; its own a process knows at once. */
const pollMs = 400;

/** The streams of one tenant in this process. */
class Channel {
  readonly streams = new Set<FeedStream>();
  pumping = false;
  again = false;

  get eager(): FeedStream[] {
    return [...this.streams].filter((stream) => stream.eager);
  }
}

/** Pushes rows of the feed from the table to the readers that are connected to this process. */
@Injectable()
export class LiveFeed implements OnModuleInit {
  private readonly logger = new Logger('feed');
  private readonly channels = new Map<string, Channel>();
  private count = 0;
  private polling = false;

  constructor(
    private readonly transactions: Transactions,
    private readonly config: PortalConfig,
    private readonly host: HttpAdapterHost<FastifyAdapter>,
  ) {}

  onModuleInit(): void {
    const poll = setInterval(() => void this.poll(), pollMs);
    const beat = setInterval(() => this.each((stream) => stream.beat()), this.config.FEED_HEARTBEAT_SECONDS * 1_000);
    // Streams would hold the server open for as long as their readers like.
    this.host.httpAdapter.getInstance().addHook('preClose', async () => {
      clearInterval(poll);
      clearInterval(beat);
      this.each((stream) => stream.finish());
    });
  }

  /**
   * A stream of the rows after `after` (the rows that are new from now on, if undefined).
   * @throws UserHasLeft, TemporarilyUnavailable when this process has as many readers as it can bear
   */
  async open(tenantId: string, userId: string, after: number | undefined): Promise<FeedStream> {
    if (this.count >= mostStreams) throw new TemporarilyUnavailable('There are too many readers. Come back later.');
    const position = await this.transactions.inTenant(tenantId, async ({ manager }) => {
      // In this order: whoever leaves after the head was read leaves a row that the stream is yet to come to.
      const head = await headOf(manager, tenantId);
      if (await hasDeparted(manager, userId)) throw new UserHasLeft();
      return Math.min(after ?? head, head);
    });
    const channel = this.channelOf(tenantId);
    const stream = new FeedStream(userId, position, () => this.wake(tenantId));
    this.add(tenantId, channel, stream);
    this.wake(tenantId);
    return stream;
  }

  /** Looks for new rows of a tenant. */
  wake(tenantId: string): void {
    const channel = this.channels.get(tenantId);
    if (channel) void this.pump(tenantId, channel);
  }

  private add(tenantId: string, channel: Channel, stream: FeedStream): void {
    const own = [...channel.streams].filter(({ userId }) => userId === stream.userId);
    for (const older of own.slice(0, Math.max(0, own.length - mostStreamsOfUser + 1))) older.finish();
    channel.streams.add(stream);
    this.count += 1;
    const end = setTimeout(() => stream.finish(), this.config.FEED_STREAM_SECONDS * 1_000);
    stream.once('close', () => {
      clearTimeout(end);
      this.count -= 1;
      channel.streams.delete(stream);
      if (channel.streams.size === 0 && this.channels.get(tenantId) === channel) this.channels.delete(tenantId);
    });
    // A reader that goes away is no error.
    stream.on('error', () => undefined);
  }

  private channelOf(tenantId: string): Channel {
    const channel = this.channels.get(tenantId) ?? new Channel();
    this.channels.set(tenantId, channel);
    return channel;
  }

  /** One at a time per tenant; whoever calls meanwhile is served by another round. */
  private async pump(tenantId: string, channel: Channel): Promise<void> {
    channel.again = true;
    if (channel.pumping) return;
    channel.pumping = true;
    try {
      while (channel.again) {
        channel.again = false;
        while (await this.pushPage(tenantId, channel));
      }
    } catch (error) {
      this.logger.warn(`News cannot be read and will be asked for again: ${(error as Error).message}`);
    } finally {
      channel.pumping = false;
    }
  }

  /** Whether there may be more. */
  private async pushPage(tenantId: string, channel: Channel): Promise<boolean> {
    const readers = channel.eager;
    if (readers.length === 0) return false;
    const from = Math.min(...readers.map(({ position }) => position));
    const entries = await this.transactions.inTenant(tenantId, ({ manager }) =>
      entriesAfter(manager, tenantId, from, pageSize),
    );
    for (const entry of entries) for (const reader of readers) reader.offer(entry);
    return entries.length === pageSize;
  }

  private async poll(): Promise<void> {
    if (this.polling || this.channels.size === 0) return;
    this.polling = true;
    try {
      const heads = await this.transactions.outsideTenants((manager) =>
        manager.findBy(FeedHead, { tenantId: In([...this.channels.keys()]) }),
      );
      for (const { tenantId, position } of heads) {
        const channel = this.channels.get(tenantId);
        if (channel?.eager.some((reader) => reader.position < Number(position))) this.wake(tenantId);
      }
    } catch (error) {
      this.logger.warn(`News cannot be asked for and will be again: ${(error as Error).message}`);
    } finally {
      this.polling = false;
    }
  }

  private each(step: (stream: FeedStream) => void): void {
    for (const channel of this.channels.values()) for (const stream of channel.streams) step(stream);
  }
}
