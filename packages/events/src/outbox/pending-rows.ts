import type { OutboxRow } from './outbox-row.js';

/**
 * Rows that were read and are not yet marked, by partition key.
 *
 * A key hands out its next row only when the one before it is settled, so that the broker sees each key's events in
 * order; a blocked key hands out nothing until its time has come.
 */
export class PendingRows {
  private readonly waiting = new Map<string, OutboxRow[]>();
  private readonly ready: string[] = [];
  private readonly busy = new Set<string>();
  private readonly blocked = new Map<string, number>();
  private readonly known = new Set<string>();
  private count = 0;

  /** Rows that wait for their turn. */
  get size(): number {
    return this.count;
  }

  get inFlight(): number {
    return this.busy.size;
  }

  /** Positions that must not be read again: waiting, in flight, or confirmed and not yet marked. */
  get knownPositions(): string[] {
    return [...this.known];
  }

  blockedKeys(now: number): string[] {
    for (const [key, until] of this.blocked) if (until <= now) this.blocked.delete(key);
    return [...this.blocked.keys()];
  }

  /** Milliseconds until the first blocked key may be tried again; undefined when none is blocked. */
  nextUnblock(now: number): number | undefined {
    const times = [...this.blocked.values()];
    return times.length > 0 ? Math.max(0, Math.min(...times) - now) : undefined;
  }

  add(rows: readonly OutboxRow[], now: number): void {
    for (const row of rows) {
      const key = row.partition_key;
      if (this.blocked.has(key)) continue;
      if (row.retry_at && row.retry_at.getTime() > now) {
        this.block(key, row.retry_at.getTime());
        continue;
      }
      this.known.add(row.position);
      const queue = this.waiting.get(key);
      if (queue) queue.push(row);
      else {
        this.waiting.set(key, [row]);
        if (!this.busy.has(key)) this.ready.push(key);
      }
      this.count += 1;
    }
  }

  /** The next row that may be sent, or undefined; its key is busy until `settle` or `block`. */
  take(): OutboxRow | undefined {
    const key = this.ready.shift();
    if (key === undefined) return undefined;
    const queue = this.waiting.get(key);
    const row = queue?.shift();
    if (!queue || !row) return undefined;
    if (queue.length === 0) this.waiting.delete(key);
    this.busy.add(key);
    this.count -= 1;
    return row;
  }

  /** The key's row was confirmed; the next one may go. The position stays known until `forget`. */
  settle(key: string): void {
    this.busy.delete(key);
    if (this.waiting.has(key)) this.ready.push(key);
  }

  /** The key's row failed; it and all behind it are dropped here and read again after `until`. */
  block(key: string, until: number): void {
    this.busy.delete(key);
    const dropped = this.waiting.get(key) ?? [];
    this.waiting.delete(key);
    const index = this.ready.indexOf(key);
    if (index >= 0) this.ready.splice(index, 1);
    this.count -= dropped.length;
    for (const row of dropped) this.known.delete(row.position);
    this.blocked.set(key, until);
  }

  forget(positions: readonly string[]): void {
    for (const position of positions) this.known.delete(position);
  }
}
