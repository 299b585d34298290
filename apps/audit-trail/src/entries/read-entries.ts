import { Between, type EntityManager } from 'typeorm';
import { Entry } from './entry.entity.js';

const chunk = 1_000;

/** The entries of a log up to a position, in order, in chunks; those that were put before the first are told, too. */
export async function* readEntries(manager: EntityManager, upTo: number): AsyncGenerator<Entry[]> {
  let from = Number.MIN_SAFE_INTEGER;
  for (;;) {
    const entries = await manager.find(Entry, {
      where: { position: Between(from, upTo) },
      order: { position: 'ASC' },
      take: chunk,
    });
    if (entries.length > 0) yield entries;
    if (entries.length < chunk) return;
    from = (entries.at(-1)?.position ?? upTo) + 1;
  }
}
