import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '@crm/platform';
import type { Logger } from '@nestjs/common';
import type { Heard } from '../envelope/heard.js';
import { parseBody, readEvent } from '../envelope/read.js';
import type { EventProcessor } from './event-processor.js';
import { isDatabaseAway, messageOf, permanentReason } from './failure-kinds.js';
import type { InboxMetrics } from './inbox-metrics.js';
import { happening, historyWith } from './inbox-store.js';
import { Lanes } from './lanes.js';

const pollMs = 500;
const batchSize = 64;
/** Tries before an event is parked; see Deliveries. One that was parked behind another, or is replayed, starts at 0. */
const quickTries = 3;

interface ParkedHead {
  readonly event_id: string;
  readonly partition_key: string;
  readonly attempts: number;
  readonly body: Buffer;
}

/**
 * Tries parked events again: of each partition key only the first, at its time; those behind it follow in order as soon
 * as it is handled or given up.
 */
export class ParkedRetrier {
  private busy = new Set<string>();

  constructor(
    private readonly database: Database,
    private readonly processor: EventProcessor,
    private readonly heard: Heard,
    /** Pauses between tries in milliseconds, the one before the first retry included; after the last one it is dead. */
    private readonly scheduleMs: readonly number[],
    private readonly metrics: InboxMetrics,
    private readonly logger: Logger,
    private readonly width: number,
  ) {}

  /** Runs until `stop` fires and the tries that run then have ended. */
  async run(stop: AbortSignal): Promise<void> {
    const lanes = new Lanes(this.width);
    while (!stop.aborted) {
      const heads = await this.dueHeads().catch(() => []);
      for (const head of heads) {
        if (this.busy.has(head.partition_key)) continue;
        this.busy.add(head.partition_key);
        lanes.add(head.partition_key, () => this.tryAgain(head).finally(() => this.busy.delete(head.partition_key)));
      }
      if (heads.length === 0 || this.busy.size > 0)
        await delay(pollMs, undefined, { signal: stop }).catch(() => undefined);
    }
    await lanes.drain();
  }

  private async dueHeads(): Promise<ParkedHead[]> {
    const { rows } = await this.database.pool.query<ParkedHead>(
      `SELECT event_id, partition_key, attempts, body FROM (
         SELECT DISTINCT ON (partition_key) event_id, partition_key, attempts, body, retry_at, arrived
         FROM inbox WHERE status = 'parked' ORDER BY partition_key, arrived
       ) heads WHERE coalesce(retry_at, '-infinity') <= now() ORDER BY arrived LIMIT $1`,
      [batchSize],
    );
    return rows;
  }

  private async tryAgain(head: ParkedHead): Promise<void> {
    try {
      const event = readEvent(parseBody(head.body), this.heard);
      this.metrics.settled(event, await this.processor.retry(event));
    } catch (error) {
      if (isDatabaseAway(error)) return;
      await this.giveAnotherTime(head, error).catch((failure) => this.logger.warn(messageOf(failure)));
    }
  }

  private async giveAnotherTime(head: ParkedHead, error: unknown): Promise<void> {
    const pause = permanentReason(error) ? undefined : this.scheduleMs[head.attempts - quickTries + 1];
    const reason = permanentReason(error) ?? 'exhausted';
    await this.database.pool.query(
      `UPDATE inbox SET attempts = attempts + 1, error = $2, retry_at = $3,
         status = CASE WHEN $4::text IS NULL THEN 'parked' ELSE 'dead' END, reason = $4,
         history = ${historyWith('history', '$5')}
       WHERE event_id = $1 AND status = 'parked'`,
      [
        head.event_id,
        messageOf(error),
        pause === undefined ? null : new Date(Date.now() + pause),
        pause === undefined ? reason : null,
        happening(pause === undefined ? 'dead' : 'failed', { error: messageOf(error) }),
      ],
    );
    if (pause === undefined) {
      this.metrics.dead('', reason);
      this.logger.error(`Event ${head.event_id} is dead (${reason}): ${messageOf(error)}`);
    }
  }
}
