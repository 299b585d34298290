import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull, LessThanOrEqual, MoreThan, Not, type SelectQueryBuilder } from 'typeorm';
import { Transactions } from '../messaging.js';
import { LiveHead } from './live-head.entity.js';
import { LiveSample } from './live-sample.entity.js';
import type { LiveState } from './live-state.js';
import { type JsonObject, patched, patchOf } from './merge-patch.js';

const fullEvery = 20;
/** Some more than the hour that can be looked at. */
const keptMs = 70 * 60_000;
/** A replica with readers says so again before this is over. */
const watchMs = 5_000;

export type Change = Omit<LiveSample, 'full'>;

/** The state after a sample; `position` 0 and no state before the first one. */
export interface Standing {
  readonly position: number;
  readonly state: LiveState | undefined;
}

/** The samples of the last hour, outside of every tenant: they hold numbers only. */
@Injectable()
export class LiveSamples {
  constructor(private readonly transactions: Transactions) {}

  /** @throws Error when another process has written meanwhile */
  async write(before: Standing, state: LiveState): Promise<Standing> {
    const position = before.position + 1;
    const isFull = before.state === undefined || position % fullEvery === 0;
    await this.transactions.outsideTenants(async (manager) => {
      const moved = await manager.update(
        LiveHead,
        { position: String(before.position) },
        { position: String(position) },
      );
      if (moved.affected !== 1) throw new Error('Another process takes samples.');
      await manager.query('INSERT INTO live_sample (position, at, delta, "full") VALUES ($1, $2, $3, $4)', [
        position,
        state.at,
        JSON.stringify(patchOf(objectOf(before.state), objectOf(state))),
        isFull ? JSON.stringify(state) : null,
      ]);
    });
    return { position, state };
  }

  /** The newest state of all. */
  head(): Promise<Standing> {
    return this.transactions.outsideTenants(async (manager) => {
      const position = Number((await headOf(manager)).position);
      return { position, state: position === 0 ? undefined : await stateAt(manager, position) };
    });
  }

  async headPosition(): Promise<number> {
    return Number((await this.transactions.outsideTenants(headOf)).position);
  }

  /** Whether nothing that came after a position has been forgotten. */
  knows(position: number): Promise<boolean> {
    return this.transactions.outsideTenants(
      async (manager) =>
        (await manager.existsBy(LiveSample, { position: String(position + 1) })) ||
        Number((await headOf(manager)).position) === position,
    );
  }

  /** What changed after a position, oldest first. */
  after(position: number, limit: number): Promise<Change[]> {
    return this.transactions.outsideTenants((manager) =>
      manager.find(LiveSample, {
        select: { position: true, at: true, delta: true },
        where: { position: MoreThan(String(position)) },
        order: { position: 'ASC' },
        take: limit,
      }),
    );
  }

  /** The state at a moment (or the oldest known, if that is later), and the samples after it up to another moment. */
  between(
    from: Date,
    to: Date,
    limit: number,
  ): Promise<{ position: number; state: LiveState | undefined; samples: LiveSample[] }> {
    return this.transactions.outsideTenants(async (manager) => {
      const rows = (): SelectQueryBuilder<LiveSample> => manager.createQueryBuilder(LiveSample, 'sample');
      const start =
        (await rows().where('sample.at <= :from', { from }).orderBy('sample.position', 'DESC').limit(1).getOne()) ??
        (await rows().where('sample.full IS NOT NULL').orderBy('sample.position', 'ASC').limit(1).getOne());
      if (!start) return { position: 0, state: undefined, samples: [] };
      const position = Number(start.position);
      const samples = await rows()
        .where('sample.position > :position AND sample.at <= :to', { position, to })
        .orderBy('sample.position', 'ASC')
        .limit(limit)
        .getMany();
      return { position, state: await stateAt(manager, position), samples };
    });
  }

  /** Forgets what is too old, but never what the newest state is made of. */
  async prune(): Promise<void> {
    await this.transactions.outsideTenants((manager) =>
      manager.query(
        `DELETE FROM live_sample WHERE at < $1
           AND position < (SELECT max(position) FROM live_sample WHERE "full" IS NOT NULL)`,
        [new Date(Date.now() - keptMs)],
      ),
    );
  }

  /** Says that somebody looks on. */
  async watch(): Promise<void> {
    await this.transactions.outsideTenants((manager) =>
      manager.update(LiveHead, { id: true }, { watchedUntil: new Date(Date.now() + watchMs) }),
    );
  }

  async isWatched(): Promise<boolean> {
    const { watchedUntil } = await this.transactions.outsideTenants(headOf);
    return watchedUntil.getTime() > Date.now();
  }
}

function headOf(manager: EntityManager): Promise<LiveHead> {
  return manager.findOneByOrFail(LiveHead, { id: true });
}

/** The nearest whole state before a position, with what has changed up to it. */
async function stateAt(manager: EntityManager, position: number): Promise<LiveState | undefined> {
  const upTo = LessThanOrEqual(String(position));
  const whole = await manager.findOne(LiveSample, {
    where: { position: upTo, full: Not(IsNull()) },
    order: { position: 'DESC' },
  });
  if (!whole?.full) return undefined;
  const rows = await manager
    .createQueryBuilder(LiveSample, 'sample')
    .where('sample.position > :from AND sample.position <= :position', { from: whole.position, position })
    .orderBy('sample.position', 'ASC')
    .getMany();
  return rows.reduce((state, { delta }) => patched(state, delta), objectOf(whole.full)) as unknown as LiveState;
}

const objectOf = (state: LiveState | undefined): JsonObject => (state ?? {}) as unknown as JsonObject;
