import { currentContext, Database, decodeCursor, encodeCursor, newId, type Page } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import type { PoolClient } from 'pg';
import type { ActsQuery, LettersFilter } from './operations.dto.js';

export interface NewAct {
  readonly act: 'replay' | 'discard';
  readonly ids: readonly string[];
  /** What they were chosen by, if not one by one. */
  readonly filter?: LettersFilter | undefined;
  readonly reason?: string;
  /** What else came of it. */
  readonly outcome: Readonly<Record<string, unknown>>;
}

export interface OperatorAct {
  id: string;
  at: Date;
  /** `operator:<id>` */
  actor: string;
  act: string;
  ids: string[];
  filter: LettersFilter | null;
  reason: string | null;
  outcome: Record<string, unknown>;
}

/** What operators did to this service's dead letters: written with the act itself, and never changed. */
@Injectable()
export class OperatorActs {
  constructor(private readonly database: Database) {}

  async record(client: PoolClient, { act, ids, filter, reason, outcome }: NewAct): Promise<void> {
    await client.query(
      `INSERT INTO operator_act (id, at, actor, act, ids, filter, reason, outcome)
       VALUES ($1, now(), $2, $3, $4, $5, $6, $7)`,
      [
        newId(),
        actor(),
        act,
        JSON.stringify(ids),
        filter ? JSON.stringify(filter) : null,
        reason ?? null,
        JSON.stringify(outcome),
      ],
    );
  }

  async page({ limit, cursor }: ActsQuery): Promise<Page<OperatorAct>> {
    const { rows } = await this.database.pool.query<OperatorAct>(
      `SELECT id, at, actor, act, ids, filter, reason, outcome FROM operator_act
       WHERE $1::uuid IS NULL OR id < $1 ORDER BY id DESC LIMIT $2`,
      [cursor === undefined ? null : decodeCursor(cursor), limit + 1],
    );
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return { items, nextCursor: rows.length > limit && last ? encodeCursor(last.id) : null };
  }
}

export const actor = (): string => currentContext()?.actor ?? 'anonymous';
