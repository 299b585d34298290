import { defineProblem, mapPage, type Page, type PageQuery, pageOf } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import { type EntryView, viewOfEntry } from '../entries/entry.dto.js';
import { Entry } from '../entries/entry.entity.js';
import { Transactions, type UnitOfWork } from '../messaging.js';
import { Timeline } from './timeline.entity.js';
import { TimelineEntry } from './timeline-entry.entity.js';

/** What an entry is about, or whom a timeline belongs to. */
export interface Subject {
  readonly kind: string;
  readonly id: string;
}

export interface TimelineView extends Page<EntryView> {
  kind: string;
  id: string;
  openedAt: Date | null;
  frozenAt: Date | null;
}

const NoSuchTimeline = defineProblem('no-such-timeline', 404, 'The log has no such timeline');

/** Orders entries by what they are about. */
@Injectable()
export class TimelinesService {
  constructor(private readonly transactions: Transactions) {}

  /** Puts an entry on the timelines of its actor, its target and `others`. */
  async add({ manager, tenantId }: UnitOfWork, entry: Entry, others: readonly Subject[]): Promise<void> {
    const target = { kind: entry.targetKind, id: entry.targetId };
    const subjects = distinct([...personOf(entry.actor), target, ...others]);
    const columns = [subjects.map(({ kind }) => kind), subjects.map(({ id }) => id)];
    // The tenant's own timeline is opened by its onboarding and not by what came before it.
    await manager.query(
      `INSERT INTO timeline (tenant_id, kind, id, opened_at)
       SELECT $1, kind, id, CASE WHEN kind = 'tenant' THEN NULL ELSE $4::timestamptz END
       FROM unnest($2::text[], $3::text[]) AS subject (kind, id) ORDER BY kind, id
       ON CONFLICT (tenant_id, kind, id) DO UPDATE SET opened_at = least(timeline.opened_at, excluded.opened_at)
       WHERE excluded.opened_at < timeline.opened_at`,
      [tenantId, ...columns, entry.at],
    );
    await manager.insert(
      TimelineEntry,
      subjects.map(({ kind, id }) => ({ tenantId, kind, subjectId: id, entryId: entry.id })),
    );
  }

  /** Opens a timeline that does not open by itself; the earliest telling counts. */
  async open({ manager, tenantId }: UnitOfWork, { kind, id }: Subject, at: Date): Promise<void> {
    await manager.query(
      `INSERT INTO timeline (tenant_id, kind, id, opened_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (tenant_id, kind, id) DO UPDATE SET opened_at = least(timeline.opened_at, excluded.opened_at)`,
      [tenantId, kind, id, at],
    );
  }

  /** Ends a timeline. What is told later is still put on it. */
  async freeze({ manager, tenantId }: UnitOfWork, { kind, id }: Subject, at: Date): Promise<void> {
    await manager.query(
      `INSERT INTO timeline (tenant_id, kind, id, frozen_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (tenant_id, kind, id) DO UPDATE SET frozen_at = least(timeline.frozen_at, excluded.frozen_at)`,
      [tenantId, kind, id, at],
    );
  }

  read(tenantId: string, { kind, id }: Subject, query: PageQuery): Promise<TimelineView> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const timeline = await manager.findOneBy(Timeline, { kind, id });
      if (!timeline) throw new NoSuchTimeline(`Nothing is known of the ${kind} ${id}.`);
      const found = manager
        .createQueryBuilder(Entry, 'entry')
        .where(
          (outer) =>
            `entry.id IN ${outer
              .subQuery()
              .select('line.entry_id')
              .from(TimelineEntry, 'line')
              .where('line.kind = :kind AND line.subject_id = :id')
              .getQuery()}`,
          { kind, id },
        );
      const { openedAt, frozenAt } = timeline;
      return { kind, id, openedAt, frozenAt, ...mapPage(await pageOf(found, 'entry', query), viewOfEntry) };
    });
  }
}

/** Services have no timeline of their own: it would be half of the log. */
function personOf(actor: string): Subject[] {
  const [, kind, id] = /^(user|operator):(.+)$/.exec(actor) ?? [];
  return kind !== undefined && id !== undefined ? [{ kind, id }] : [];
}

function distinct(subjects: readonly Subject[]): Subject[] {
  return [...new Map(subjects.map((subject) => [`${subject.kind} ${subject.id}`, subject])).values()];
}
