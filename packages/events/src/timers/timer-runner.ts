import { setTimeout as delay } from 'node:timers/promises';
import { type Database, newId, withContext } from '@crm/platform';
import { Injectable, Logger } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { ClientBase } from 'pg';
import { Lanes } from '../inbox/lanes.js';
import type { ServiceName } from '../links.js';
import { type FiringTimer, UnitOfWork, type Wakeable } from '../work/unit-of-work.js';
import { Leases, leaseSeconds } from './leases.js';
import { type Timer, type TimerHandler, timerKind } from './on-timer.js';
import type { TimerContext } from './write-timer.js';

const pollMs = 500;
const longestPauseSeconds = 300;

interface TimerRow {
  readonly id: string;
  readonly kind: string;
  readonly key: string;
  readonly tenant_id: string;
  readonly due_at: Date;
  readonly payload: Record<string, unknown>;
  readonly context: TimerContext;
  readonly attempts: number;
  readonly lease: string;
}

/** Set anew, cancelled, or given to another process while it was being fired: its effect is not ours to write. */
class TimerSuperseded extends Error {}

function firingOf(row: TimerRow, client: ClientBase): FiringTimer {
  let settled: Promise<void> | undefined;
  const remove = async (): Promise<void> => {
    const { rowCount } = await client.query('DELETE FROM timers WHERE id = $1 AND lease = $2', [row.id, row.lease]);
    if (rowCount === 0) throw new TimerSuperseded();
  };
  return {
    kind: row.kind,
    key: row.key,
    settle() {
      settled ??= remove();
      return settled;
    },
  };
}

/** Fires due timers, each in one process at a time; every replica takes part. */
@Injectable()
export class TimerRunner implements Wakeable {
  private readonly logger = new Logger('timers');
  private readonly stopping = new AbortController();
  private readonly handlers = new Map<string, TimerHandler<ServiceName, unknown>>();
  private wakeUp: (() => void) | undefined;
  private awake = false;
  private done: Promise<void> = Promise.resolve();
  private readonly leases: Leases;

  constructor(
    private readonly database: Database,
    private readonly service: ServiceName,
    private readonly discovery: DiscoveryService,
    private readonly width: number,
  ) {
    this.leases = new Leases(database);
  }

  /** Where the relay is told of new events; set once, since relay and runner know each other. */
  relay: Wakeable = { wake: () => undefined };

  start(): void {
    for (const { instance, metatype } of this.discovery.getProviders()) {
      const kind: unknown = metatype && instance ? Reflect.getMetadata(timerKind, metatype) : undefined;
      if (typeof kind !== 'string') continue;
      if (this.handlers.has(kind)) throw new Error(`Two handlers want the timers of the kind ${kind}.`);
      this.handlers.set(kind, instance as TimerHandler<ServiceName, unknown>);
    }
    if (this.handlers.size > 0) this.done = this.run();
  }

  wake(): void {
    this.awake = true;
    this.wakeUp?.();
  }

  /** Starts no further timer and waits for those that run. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.wake();
    await this.done;
  }

  private async run(): Promise<void> {
    const lanes = new Lanes(this.width);
    const stop = this.stopping.signal;
    let inFlight = 0;
    while (!stop.aborted) {
      this.awake = false;
      const room = this.width * 2 - inFlight;
      const rows = room > 0 ? await this.claim(room).catch((error) => this.say(error)) : [];
      for (const row of rows) {
        inFlight += 1;
        this.leases.hold(row);
        lanes.add(row.key, () =>
          this.fire(row).finally(() => {
            inFlight -= 1;
            this.leases.release(row);
            if (inFlight === 0) this.wake();
          }),
        );
      }
      if (rows.length === 0 || inFlight >= this.width * 2) await this.sleep();
    }
    await lanes.drain();
    await this.leases.giveUp();
  }

  private say(error: Error): TimerRow[] {
    this.logger.warn(`Due timers cannot be read: ${error.message}`);
    return [];
  }

  private async claim(limit: number): Promise<TimerRow[]> {
    const { rows } = await this.database.pool.query<TimerRow>({
      name: 'timers-claim',
      text: `UPDATE timers SET lease = $1, leased_until = now() + make_interval(secs => $2)
             WHERE id IN (
               SELECT id FROM timers
               WHERE due_at <= now() AND (leased_until IS NULL OR leased_until < now()) AND kind = ANY($3)
               ORDER BY due_at LIMIT $4 FOR UPDATE SKIP LOCKED)
             RETURNING id, kind, key, tenant_id, due_at, payload, context, attempts, lease`,
      values: [newId(), leaseSeconds, [...this.handlers.keys()], limit],
    });
    return rows.sort((a, b) => a.due_at.getTime() - b.due_at.getTime());
  }

  private async fire(row: TimerRow): Promise<void> {
    const { correlationId, causationId, hopCount, actor } = row.context;
    const context = {
      requestId: row.id,
      correlationId: correlationId ?? row.id,
      ...(causationId ? { causationId } : {}),
      hopCount: hopCount ?? 0,
      actor: actor ?? `service:${this.service}`,
      tenantId: row.tenant_id,
    };
    await withContext(context, () => this.attempt(row)).catch(async (error: Error) => {
      if (!(error instanceof TimerSuperseded)) await this.postpone(row, error);
    });
  }

  private async attempt(row: TimerRow): Promise<void> {
    const handler = this.handlers.get(row.kind);
    if (!handler) return;
    const timer: Timer = {
      id: row.id,
      kind: row.kind,
      key: row.key,
      tenantId: row.tenant_id,
      dueAt: row.due_at,
      payload: row.payload,
      attempts: row.attempts,
    };
    const outcome = await handler.attempt?.(timer);
    await this.database.transaction(row.tenant_id, async (tx) => {
      const firing = firingOf(row, tx.client);
      await handler.fire(timer, new UnitOfWork(tx, this.service, this.relay, this, firing), outcome);
      // Last, because requests and events lock what they change before they set its timer: the other order would
      // deadlock with theirs.
      await firing.settle();
    });
  }

  private async postpone(row: TimerRow, error: Error): Promise<void> {
    this.logger.warn(`The timer ${row.kind} ${row.key} failed and will be tried again: ${error.message}`);
    const pause = Math.min(longestPauseSeconds, 2 ** Math.min(row.attempts, 10));
    await this.database.pool
      .query(
        `UPDATE timers SET attempts = attempts + 1, last_error = $3, lease = NULL, leased_until = NULL,
           due_at = now() + make_interval(secs => $4) WHERE id = $1 AND lease = $2`,
        [row.id, row.lease, error.message.slice(0, 2_000), pause],
      )
      .catch(() => undefined);
  }

  private sleep(): Promise<void> {
    if (this.awake || this.stopping.signal.aborted) return delay(0);
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.wakeUp?.(), pollMs);
      this.wakeUp = () => {
        clearTimeout(timer);
        this.wakeUp = undefined;
        resolve();
      };
    });
  }
}
