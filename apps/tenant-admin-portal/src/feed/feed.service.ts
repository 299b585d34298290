import type { CloudEvent } from '@crm/events';
import type { Page } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import { type EntityManager, LessThan } from 'typeorm';
import { Transactions, type UnitOfWork } from '../messaging.js';
import { type FeedEntryView, type FeedQuery, viewOfEntry } from './feed.dto.js';
import { FeedEntry } from './feed-entry.entity.js';
import { LiveFeed } from './live-feed.js';

export interface FeedLine {
  /** What happened, in words. */
  readonly title: string;
  readonly severity?: 'info' | 'medium' | 'high' | 'critical' | 'urgent';
  readonly link?: string;
}

const longestTitle = 500;

/** Writes and reads the tenants' feeds. */
@Injectable()
export class FeedService {
  constructor(
    private readonly transactions: Transactions,
    private readonly live: LiveFeed,
  ) {}

  /**
   * Adds a heard event to its tenant's feed. Call it last in a handler: transactions of one tenant follow each other
   * from here to their commits, so that positions become visible in order.
   */
  async record(unit: UnitOfWork, event: CloudEvent, { title, severity = 'info', link }: FeedLine): Promise<void> {
    await unit.manager.insert(FeedEntry, {
      tenantId: unit.tenantId,
      position: await nextPosition(unit.manager, unit.tenantId),
      eventId: event.id,
      type: event.type,
      subject: event.subject,
      title: title.slice(0, longestTitle),
      severity,
      link: link ?? null,
      actor: event.actor,
      at: new Date(event.time),
      recordedAt: new Date(),
      correlationId: event.correlationid,
      causationId: event.causationid ?? null,
      hopCount: event.hopcount,
    });
    unit.afterCommit(() => this.live.wake(unit.tenantId));
  }

  /** Newest first. */
  page(tenantId: string, { limit, cursor, correlationId, type }: FeedQuery): Promise<Page<FeedEntryView>> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const rows = await manager.find(FeedEntry, {
        where: {
          tenantId,
          ...(cursor === undefined ? {} : { position: LessThan(cursor) }),
          ...(correlationId === undefined ? {} : { correlationId }),
          ...(type === undefined ? {} : { type }),
        },
        order: { position: 'DESC' },
        take: limit + 1,
      });
      const items = rows.slice(0, limit).map(viewOfEntry);
      return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
    });
  }
}

async function nextPosition(manager: EntityManager, tenantId: string): Promise<string> {
  const rows: { position: string }[] = await manager.query(
    `INSERT INTO feed_head (tenant_id, position) VALUES ($1, 1)
     ON CONFLICT (tenant_id) DO UPDATE SET position = feed_head.position + 1 RETURNING position`,
    [tenantId],
  );
  return String(rows[0]?.position);
}
