import { UserDeactivated } from '@crm/events';
import type { Caller } from '@crm/platform';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import { In } from 'typeorm';
import { PortalConfig } from '../config.js';
import { Transactions } from '../messaging.js';
import { hasDeparted } from '../people/departures.js';
import { UserHasLeft } from '../preferences/preference.errors.js';
import type { EventStream } from '../streams/event-stream.js';
import { StreamHub, type StreamSource } from '../streams/stream-hub.js';
import { viewOfEntry } from './feed.dto.js';
import { entriesAfter, headOf } from './feed-entries.js';
import type { FeedEntry } from './feed-entry.entity.js';
import { FeedHead } from './feed-head.entity.js';
import { endsStreamOf, losesStream } from './stream-losses.js';

/** Pushes rows of the tenants' feeds to their readers in this process: each tenant is a channel. */
@Injectable()
export class LiveFeed implements OnModuleInit, StreamSource<FeedEntry> {
  private readonly hub: StreamHub<FeedEntry>;

  constructor(
    private readonly transactions: Transactions,
    config: PortalConfig,
    private readonly host: HttpAdapterHost<FastifyAdapter>,
  ) {
    this.hub = new StreamHub(this, {
      name: 'feed',
      heartbeatSeconds: config.FEED_HEARTBEAT_SECONDS,
      streamSeconds: config.FEED_STREAM_SECONDS,
    });
  }

  onModuleInit(): void {
    this.hub.start();
    // Streams would hold the server open for as long as their readers like.
    this.host.httpAdapter.getInstance().addHook('preClose', async () => this.hub.stop());
  }

  /**
   * A stream of the rows after `after` (the rows that are new from now on, if undefined).
   * @throws UserHasLeft, and as the hub does
   */
  async open(tenantId: string, { subject, tokenExpiresAt }: Caller, after: number | undefined): Promise<EventStream> {
    const position = await this.transactions.inTenant(tenantId, async ({ manager }) => {
      // In this order: whoever leaves after the head was read leaves a row that the stream is yet to come to.
      const head = await headOf(manager, tenantId);
      if (await hasDeparted(manager, subject)) throw new UserHasLeft();
      return Math.min(after ?? head, head);
    });
    return this.hub.open(tenantId, { userId: subject, position, until: tokenExpiresAt });
  }

  /** Looks for new rows of a tenant. */
  wake(tenantId: string): void {
    this.hub.wake(tenantId);
  }

  after(tenantId: string, position: number, limit: number): Promise<FeedEntry[]> {
    return this.transactions.inTenant(tenantId, ({ manager }) => entriesAfter(manager, tenantId, position, limit));
  }

  async heads(tenantIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const heads = await this.transactions.outsideTenants((manager) =>
      manager.findBy(FeedHead, { tenantId: In([...tenantIds]) }),
    );
    return new Map(heads.map(({ tenantId, position }) => [tenantId, Number(position)]));
  }

  /** A reader who has been deactivated gets nothing more; who lost something else comes back and is asked again. */
  hand(stream: EventStream, entry: FeedEntry): void {
    const leaves = entry.type === UserDeactivated.type && entry.subject === stream.userId;
    if (leaves && Number(entry.position) > stream.position) stream.destroy();
    const handed = stream.offer(Number(entry.position), 'feed', viewOfEntry(entry));
    if (handed && endsStreamOf(stream.userId, entry)) stream.finish();
  }

  cut(tenantId: string, slow: readonly EventStream[]): Promise<void> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      for (const stream of slow) {
        if (await losesStream(manager, tenantId, stream.userId, stream.position)) stream.destroy();
      }
    });
  }
}
