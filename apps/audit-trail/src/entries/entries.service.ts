import { mapPage, type Page, pageOf } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { Transactions } from '../messaging.js';
import { type EntriesQuery, type EntryView, viewOfEntry } from './entry.dto.js';
import { Entry } from './entry.entity.js';
import { NoSuchEntry } from './entry.errors.js';

/** Reads the log; newest entries first. */
@Injectable()
export class EntriesService {
  constructor(private readonly transactions: Transactions) {}

  list(tenantId: string, query: EntriesQuery): Promise<Page<EntryView>> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const found = manager.createQueryBuilder(Entry, 'entry');
      narrow(found, query);
      return mapPage(await pageOf(found, 'entry', query), viewOfEntry);
    });
  }

  read(tenantId: string, id: string): Promise<EntryView> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const entry = await manager.findOneBy(Entry, { id });
      if (!entry) throw new NoSuchEntry('GET /v1/audit/entries lists them.');
      return viewOfEntry(entry);
    });
  }
}

function narrow(found: SelectQueryBuilder<Entry>, { actor, type, target, from, to, q }: EntriesQuery): void {
  const [, kind, id] = /^([^:]+)(?::(.*))?$/.exec(target ?? '') ?? [];
  if (actor !== undefined) found.andWhere('entry.actor = :actor', { actor });
  if (type !== undefined) found.andWhere('entry.type = :type', { type: eventType(type) });
  if (kind !== undefined) found.andWhere('entry.target_kind = :kind', { kind });
  if (id !== undefined) found.andWhere('entry.target_id = :id', { id });
  if (from !== undefined) found.andWhere('entry.at >= :from', { from: new Date(from) });
  if (to !== undefined) found.andWhere('entry.at < :to', { to: new Date(to) });
  // No text index: behind row-level security PostgreSQL would not use one for LIKE. It reads the tenant's own entries.
  const words = q?.split(/\s+/).filter((word) => word !== '') ?? [];
  words.forEach((word, index) => {
    found.andWhere(`entry.sentence ILIKE :word${index}`, { [`word${index}`]: `%${word.replace(/[\\%_]/g, '\\$&')}%` });
  });
}

const eventType = (type: string): string => (type.startsWith('crm.') ? type : `crm.${type}.v1`);
