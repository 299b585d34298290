import { setTimeout as delay } from 'node:timers/promises';
import { type Database, isUuid, storable } from '@crm/platform';
import type { Logger } from '@nestjs/common';
import type { CloudEvent } from '../envelope/cloud-event.js';
import type { Heard } from '../envelope/heard.js';
import { readEvent } from '../envelope/read.js';
import type { Delivery } from './delivery.js';
import type { EventProcessor } from './event-processor.js';
import { isDatabaseAway, messageOf, permanentReason } from './failure-kinds.js';
import { idOfBytes } from './id-of-bytes.js';
import type { InboxMetrics } from './inbox-metrics.js';
import { bury, park } from './inbox-store.js';

/** Tries at once, before an event is parked. */
const quickRetriesMs = [50, 250];
const awayPauseMs = [100, 250, 500, 1_000, 2_000];

/** Decides what becomes of a delivery: handled, known, parked or dead. When it returns, the delivery may be acked. */
export class Deliveries {
  constructor(
    private readonly database: Database,
    private readonly processor: EventProcessor,
    private readonly heard: Heard,
    private readonly firstRetryMs: number,
    private readonly metrics: InboxMetrics,
    private readonly logger: Logger,
    private readonly stop: AbortSignal,
  ) {}

  /** The lane in which the delivery must be settled: its partition key, or none of its own when it has none. */
  laneOf(delivery: Delivery): string {
    const { partitionkey: key } = { ...delivery.parsed } as { partitionkey?: unknown };
    return typeof key === 'string' ? key : '';
  }

  /**
   * Settles a delivery. While the database is away it waits and does not count tries.
   *
   * @throws only when it is stopped meanwhile; the delivery is then not to be acked
   */
  async settle(delivery: Delivery): Promise<void> {
    let event: CloudEvent;
    try {
      if (delivery.refusal) throw delivery.refusal;
      event = readEvent(delivery.parsed, this.heard);
    } catch (error) {
      return this.bury(delivery, permanentReason(error) ?? 'invalid-envelope', messageOf(error), 0);
    }
    for (let attempt = 1; ; attempt += 1) {
      try {
        const outcome = await this.whenDatabaseIsThere(() => this.processor.handle(event, delivery.body));
        this.metrics.settled(event, outcome);
        return;
      } catch (error) {
        this.stop.throwIfAborted();
        const reason = permanentReason(error);
        if (reason) return this.bury(delivery, reason, messageOf(error), attempt);
        const pause = quickRetriesMs[attempt - 1];
        this.logger.warn(`Handling ${event.type} ${event.id} failed (try ${attempt}): ${messageOf(error)}`);
        if (pause === undefined) return this.park(event, delivery, attempt, messageOf(error));
        await delay(pause, undefined, { signal: this.stop });
      }
    }
  }

  /** Keeps what the broker itself gave up, such as a delivery that killed its consumer again and again. */
  async keepDeadLetter(delivery: Delivery): Promise<void> {
    const deaths = delivery.headers['x-death'];
    const reason = Array.isArray(deaths) ? String((deaths[0] as { reason?: unknown })?.reason ?? 'broker') : 'broker';
    await this.bury(delivery, reason, 'The broker gave this delivery up.', 0);
  }

  private async park(event: CloudEvent, delivery: Delivery, attempts: number, error: string): Promise<void> {
    await this.whenDatabaseIsThere(() =>
      this.database.transaction(
        null,
        (tx) => park(tx.client, event, delivery.body, attempts, new Date(Date.now() + this.firstRetryMs), error),
        { lockKey: event.partitionkey },
      ),
    );
    this.metrics.parked(event.type);
  }

  private async bury(delivery: Delivery, reason: string, error: string, attempts: number): Promise<void> {
    const parsed = { ...delivery.parsed } as Record<string, unknown>;
    const text = (name: string): string | undefined =>
      typeof parsed[name] === 'string' ? (parsed[name] as string) : undefined;
    const unsound = ['invalid-json', 'invalid-envelope', 'forbidden'];
    const sound = isUuid(text('id')) && !unsound.includes(reason);
    const tenantId = text('tenantid');
    await this.whenDatabaseIsThere(() =>
      this.database.transaction(null, (tx) =>
        bury(tx.client, {
          // An unsound envelope must not be able to take the id of a sound event.
          id: sound ? String(text('id')) : idOfBytes(delivery.body),
          // Whoever sent it may have put anything there, and it must be kept all the same.
          ...storable({
            type: text('type') ?? delivery.routingKey,
            partitionKey: sound ? (text('partitionkey') ?? '') : '',
            error,
            headers: delivery.headers,
          }),
          tenantId: tenantId && /^[0-9a-f-]{36}$/i.test(tenantId) ? tenantId : null,
          attempts,
          reason,
          body: delivery.body,
        }),
      ),
    );
    this.metrics.dead(text('type') ?? delivery.routingKey, reason);
    this.logger.error(`Dead letter (${reason}) on ${delivery.routingKey}: ${error}`);
  }

  private async whenDatabaseIsThere<T>(work: () => Promise<T>): Promise<T> {
    for (let pause = 0; ; pause += 1) {
      this.stop.throwIfAborted();
      try {
        return await work();
      } catch (error) {
        if (!isDatabaseAway(error)) throw error;
        if (pause === 0) this.logger.warn(`The database is away; deliveries are held: ${messageOf(error)}`);
        await delay(awayPauseMs[Math.min(pause, awayPauseMs.length - 1)], undefined, { signal: this.stop });
      }
    }
  }
}
