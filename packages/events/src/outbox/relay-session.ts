import type { ConfirmPublisher } from '../broker/confirm-publisher.js';
import { failPoint } from '../runtime/faults.js';
import type { OutboxRow } from './outbox-row.js';
import type { OutboxStore } from './outbox-store.js';
import { PendingRows } from './pending-rows.js';

/** Most messages without a confirm at a time. */
const window = 500;
/** Rows per read, and the number of waiting rows below which more are read: reading overlaps with sending. */
const batchSize = 1_000;
const lowWater = 500;
const pollMs = 1_000;
const retryMs = [1_000, 5_000, 30_000, 120_000];

export interface RelayObserver {
  confirmed(row: OutboxRow, seconds: number): void;
  failed(row: OutboxRow, error: Error): void;
}

/**
 * One relay's work on one channel: reads, sends, marks, until it is stopped or fails. A session that ends in the middle
 * leaves messages that were sent and not marked; the next one sends them again with the same id.
 */
export class RelaySession {
  private readonly rows = new PendingRows();
  private confirmed: string[] = [];
  private marking = false;
  private draining = false;
  /** The outbox may hold rows that were not read. */
  private stale = true;
  private wakeUp: (() => void) | undefined;
  private failure: Error | undefined;

  constructor(
    private readonly store: OutboxStore,
    private readonly publisher: ConfirmPublisher,
    private readonly observer: RelayObserver,
  ) {}

  /** There may be new rows. */
  wake(): void {
    this.stale = true;
    this.wakeUp?.();
  }

  /** Ends the session with an error; what is unmarked stays unpublished. */
  fail(error: Error): void {
    this.failure ??= error;
    this.wakeUp?.();
  }

  /** Runs until `stop` fires, then until what was sent is confirmed and marked. */
  async run(stop: AbortSignal): Promise<void> {
    stop.addEventListener('abort', () => this.wakeUp?.(), { once: true });
    while (!stop.aborted) {
      this.throwFailure();
      if (this.wantsRows) await this.read();
      else await this.sleep();
    }
    this.draining = true;
    while (this.rows.inFlight > 0 || this.marking) {
      this.throwFailure();
      await this.sleep();
    }
    this.throwFailure();
  }

  private get wantsRows(): boolean {
    return this.stale && this.rows.size < lowWater;
  }

  private async read(): Promise<void> {
    this.stale = false;
    const now = Date.now();
    const batch = await this.store.unpublished(this.rows.knownPositions, this.rows.blockedKeys(now), batchSize);
    this.rows.add(batch, now);
    if (batch.length === batchSize) this.stale = true;
    this.pump();
  }

  private pump(): void {
    while (this.rows.inFlight < window) {
      const row = this.rows.take();
      if (!row) return;
      this.send(row);
    }
  }

  private send(row: OutboxRow): void {
    const sentAt = performance.now();
    const message = {
      id: row.id,
      exchange: row.exchange,
      routingKey: row.routing_key,
      contentType: row.content_type,
      body: row.body,
      headers: row.headers ?? {},
    };
    this.publisher.publish(message, (error) => {
      if (this.failure) return;
      if (error) return this.reject(row, error);
      this.observer.confirmed(row, (performance.now() - sentAt) / 1000);
      this.rows.settle(row.partition_key);
      this.confirmed.push(row.position);
      if (!this.draining) this.pump();
      void this.mark();
      if (this.draining || this.wantsRows) this.wakeUp?.();
    });
  }

  private reject(row: OutboxRow, error: Error): void {
    const retryAt = Date.now() + (retryMs[row.attempts] ?? 300_000);
    this.rows.block(row.partition_key, retryAt);
    this.observer.failed(row, error);
    this.store.markFailed(row.position, error.message, new Date(retryAt)).then(
      () => this.rows.forget([row.position]),
      (failure: Error) => this.fail(failure),
    );
    this.wakeUp?.();
  }

  /** Marks whatever was confirmed meanwhile in one statement, one at a time. */
  private async mark(): Promise<void> {
    if (this.marking) return;
    this.marking = true;
    try {
      while (this.confirmed.length > 0 && !this.failure) {
        // Confirms that arrive in the same turn of the event loop are marked together.
        await new Promise(setImmediate);
        const positions = this.confirmed.splice(0);
        failPoint('relay-before-mark');
        await this.store.markPublished(positions);
        this.rows.forget(positions);
      }
    } catch (error) {
      this.fail(error as Error);
    } finally {
      this.marking = false;
      this.wakeUp?.();
    }
  }

  /** Until there is something to do, at the latest until a poll or a blocked key is due: then the outbox is read. */
  private sleep(): Promise<void> {
    if (this.failure) return Promise.resolve();
    return new Promise((resolve) => {
      const pause = Math.min(pollMs, this.rows.nextUnblock(Date.now()) ?? pollMs);
      const timer = setTimeout(() => this.wake(), pause);
      this.wakeUp = () => {
        clearTimeout(timer);
        this.wakeUp = undefined;
        resolve();
      };
    });
  }

  private throwFailure(): void {
    if (this.failure) throw this.failure;
  }
}
