import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Checkpoint } from '../checkpoints/checkpoint.entity.js';
import { CheckpointKeys } from '../checkpoints/checkpoint-keys.js';
import { Entry } from '../entries/entry.entity.js';
import { readEntries } from '../entries/read-entries.js';
import { Log } from '../logs/log.entity.js';
import { NoSuchLog } from '../logs/logs.service.js';
import { Transactions } from '../messaging.js';
import { type Break, ChainCheck } from './chain-check.js';

export interface Verification {
  ok: boolean;
  /** Entries that are as they were written; all of them when `ok`. */
  entries: number;
  /** Hash of the first of these; left out when there is none. */
  first?: string;
  /** Hash of the last of these. */
  head: string;
  checkpoints: number;
  /** Position of the first thing that is not as it was written. */
  brokenAt?: number;
  reason?: Break['reason'];
}

/** Reads a whole log and says whether it is what was written: nothing changed, deleted, inserted or cut off. */
@Injectable()
export class VerificationsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly keys: CheckpointKeys,
  ) {}

  verify(tenantId: string): Promise<Verification> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      // In this order: a checkpoint that is taken meanwhile must not seem to be ahead of its log.
      const checkpoints = await manager.find(Checkpoint, { order: { position: 'ASC' } });
      const log = await manager.findOneBy(Log, { tenantId });
      const check = new ChainCheck(checkpoints);
      const fault =
        (log ? undefined : await withoutLog(manager)) ??
        this.objection(checkpoints) ??
        (await follow(manager, check, log)) ??
        (await beyondHead(manager));
      const { entries, first, head } = check;
      const seen = { entries, ...(first ? { first } : {}), head, checkpoints: checkpoints.length };
      return fault ? { ok: false, ...seen, ...fault } : { ok: true, ...seen };
    });
  }

  private objection(checkpoints: readonly Checkpoint[]): Break | undefined {
    for (const checkpoint of checkpoints) {
      const reason = this.keys.objection(checkpoint);
      if (reason) return { brokenAt: checkpoint.position, reason };
    }
    return undefined;
  }
}

/** @throws NoSuchLog for a tenant of which nothing is known at all */
async function withoutLog(manager: EntityManager): Promise<Break> {
  if (!(await manager.exists(Entry)))
    throw new NoSuchLog('It appears with the first thing that happens in the tenant.');
  return { brokenAt: 1, reason: 'log-missing' };
}

async function follow(manager: EntityManager, check: ChainCheck, log: Log | null): Promise<Break | undefined> {
  if (!log) return undefined;
  for await (const entries of readEntries(manager, log.position)) {
    for (const entry of entries) {
      const fault = check.follow(entry);
      if (fault) return fault;
    }
  }
  return check.end(log);
}

/** An entry behind the head, seen in one statement with it: entries that are being written meanwhile are none. */
async function beyondHead(manager: EntityManager): Promise<Break | undefined> {
  const [row]: { position: string | null }[] = await manager.query(
    'SELECT min(position) AS position FROM entry WHERE position > (SELECT position FROM log)',
  );
  return row?.position ? { brokenAt: Number(row.position), reason: 'entry-inserted' } : undefined;
}
