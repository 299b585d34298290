import { currentContext, newId } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import type { UnitOfWork } from '../messaging.js';
import type { Audience } from '../people/audience.js';
import type { Topic } from '../preferences/topics.js';
import { Announcement } from './announcement.entity.js';
import type { NoticeSeverity } from './severity.js';

/** Tells an announcement to its audience; its key is the announcement's id. */
export const fanOutTimer = 'fan-out';

/** News of one group that come within this time are told together. */
const gatherMs = 500;

export interface News {
  readonly key: string;
  readonly topic: Topic;
  readonly severity: NoticeSeverity;
  readonly title: string;
  readonly text: string;
  readonly link?: string;
  readonly audience: Audience;
  readonly mustAcknowledge?: boolean;
  readonly alwaysMail?: boolean;
}

/**
 * Takes what is to be told. Who is to be told is found out later, by a timer: user-auth is asked over HTTP, and no
 * transaction waits for that.
 */
@Injectable()
export class AnnouncementsService {
  /** Tells something once; the same key again tells nothing. */
  async tell(unit: UnitOfWork, news: News): Promise<void> {
    const id = newId();
    if (await insertOnce(unit, { ...rowOf(unit.tenantId, id, news), fanOutPending: true })) {
      await unit.schedule({ kind: fanOutTimer, key: id, dueAt: new Date() });
    }
  }

  /**
   * Adds to what is told under the key: the notices count up in place and show the newest news by `at`, whatever the
   * order in which they come.
   */
  async gather(unit: UnitOfWork, news: News, at: Date): Promise<void> {
    const { id, fanOutPending } = await upsert(unit, news, at);
    // The pending timer tells what is there by then. Setting it anew would put it off for as long as news keep coming.
    if (fanOutPending) return;
    await unit.manager.update(Announcement, { id }, { fanOutPending: true });
    await unit.schedule({ kind: fanOutTimer, key: id, dueAt: new Date(Date.now() + gatherMs) });
  }
}

/** Inserts an announcement unless its key is known; answers whether it did. */
export async function insertOnce(unit: UnitOfWork, row: Announcement): Promise<boolean> {
  const { raw } = await unit.manager
    .createQueryBuilder()
    .insert()
    .into(Announcement)
    .values(row)
    .orIgnore()
    .returning('id')
    .execute();
  return (raw as unknown[]).length > 0;
}

export function rowOf(tenantId: string, id: string, news: News, at: Date = new Date()): Announcement {
  return Object.assign(new Announcement(), {
    id,
    tenantId,
    key: news.key,
    topic: news.topic,
    severity: news.severity,
    title: news.title,
    text: news.text,
    link: news.link ?? null,
    audience: news.audience,
    mustAcknowledge: news.mustAcknowledge ?? false,
    alwaysMail: news.alwaysMail ?? false,
    count: 1,
    newestAt: at,
    correlationId: currentContext()?.correlationId ?? null,
    fanOutPending: false,
    createdAt: new Date(),
  } satisfies Announcement);
}

/** One statement, since many transactions add to one import's announcement. Answers the state from before. */
async function upsert(unit: UnitOfWork, news: News, at: Date): Promise<{ id: string; fanOutPending: boolean }> {
  const row = rowOf(unit.tenantId, newId(), news, at);
  const rows: { id: string; fan_out_pending: boolean }[] = await unit.manager.query(
    `INSERT INTO announcement (id, tenant_id, key, topic, severity, title, text, link, audience, must_acknowledge,
       always_mail, count, newest_at, correlation_id, fan_out_pending, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1, $12, $13, false, $14)
     ON CONFLICT (tenant_id, key) DO UPDATE SET
       count = announcement.count + 1,
       severity = CASE WHEN excluded.newest_at >= announcement.newest_at THEN excluded.severity ELSE announcement.severity END,
       title = CASE WHEN excluded.newest_at >= announcement.newest_at THEN excluded.title ELSE announcement.title END,
       text = CASE WHEN excluded.newest_at >= announcement.newest_at THEN excluded.text ELSE announcement.text END,
       correlation_id =
         CASE WHEN excluded.newest_at >= announcement.newest_at THEN excluded.correlation_id ELSE announcement.correlation_id END,
       newest_at = greatest(announcement.newest_at, excluded.newest_at)
     RETURNING id, fan_out_pending`,
    [
      row.id,
      row.tenantId,
      row.key,
      row.topic,
      row.severity,
      row.title,
      row.text,
      row.link,
      JSON.stringify(row.audience),
      row.mustAcknowledge,
      row.alwaysMail,
      row.newestAt,
      row.correlationId,
      row.createdAt,
    ],
  );
  const [written] = rows;
  if (!written) throw new Error('An announcement was neither written nor found.');
  return { id: written.id, fanOutPending: written.fan_out_pending };
}
