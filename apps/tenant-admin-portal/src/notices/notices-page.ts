import { decodeCursor, encodeCursor, type Page } from '@crm/platform';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import type { NoticesQuery } from './notice.dto.js';
import { Notice } from './notice.entity.js';

/** `u` stands among the unread, `r` among the read, before the id of the last notice of the page. */
type Place = { readonly open: boolean; readonly id: string };

/** One page of a reader's notices: the unread first, each part newest first. */
export async function noticesPage(manager: EntityManager, userId: string, query: NoticesQuery): Promise<Page<Notice>> {
  const rows = manager.createQueryBuilder(Notice, 'notice').where('notice.userId = :userId', { userId });
  rows.andWhere('notice.inApp').andWhere(`notice.heldFor IS ${query.state === 'held' ? 'NOT NULL' : 'NULL'}`);
  if (query.state === 'unread' || query.state === 'read') {
    rows.andWhere('notice.open = :open', { open: query.state === 'unread' });
  }
  if (query.severity) rows.andWhere('notice.severity = :severity', { severity: query.severity });
  if (query.topic) rows.andWhere('notice.topic = :topic', { topic: query.topic });
  if (query.cursor !== undefined) startAfter(rows, placeOf(query.cursor));
  const found = await rows
    .orderBy('notice.open', 'DESC')
    .addOrderBy('notice.id', 'DESC')
    .take(query.limit + 1)
    .getMany();
  const items = found.slice(0, query.limit);
  const last = items.at(-1);
  return { items, nextCursor: found.length > query.limit && last ? cursorOf(last) : null };
}

function startAfter(rows: SelectQueryBuilder<Notice>, { open, id }: Place): void {
  rows.andWhere('(notice.open, notice.id) < (:lastOpen, :lastId)', { lastOpen: open, lastId: id });
}

const cursorOf = ({ open, id }: Place): string => `${open ? 'u' : 'r'}${encodeCursor(id)}`;

function placeOf(cursor: string): Place {
  // Anything but our own letters leaves a text that is no cursor.
  const known = cursor.startsWith('u') || cursor.startsWith('r');
  return { open: cursor.startsWith('u'), id: decodeCursor(known ? cursor.slice(1) : '') };
}
