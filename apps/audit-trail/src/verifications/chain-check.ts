import type { Checkpoint } from '../checkpoints/checkpoint.entity.js';
import type { Entry } from '../entries/entry.entity.js';
import { contentOf, genesisHash, hashOf } from '../entries/entry-hash.js';

export type Fault =
  | 'entry-changed'
  | 'entry-missing'
  | 'entry-inserted'
  | 'head-changed'
  | 'log-missing'
  | 'checkpoint-mismatch'
  | 'checkpoint-forged'
  | 'checkpoint-key-unknown';

export interface Break {
  readonly brokenAt: number;
  readonly reason: Fault;
}

/** Follows a log entry by entry in the order of positions and says where it first is not what was written. */
export class ChainCheck {
  /** Hash of the first entry, once it was found to be as it was written. */
  first: string | undefined;
  private expected = 1;
  private previous = genesisHash;
  private readonly provedAt: ReadonlyMap<number, readonly Checkpoint[]>;

  constructor(private readonly checkpoints: readonly Checkpoint[]) {
    this.provedAt = Map.groupBy(checkpoints, ({ position }) => position);
  }

  /** Entries that were found to be as they were written. */
  get entries(): number {
    return this.expected - 1;
  }

  get head(): string {
    return this.previous;
  }

  follow(entry: Entry): Break | undefined {
    if (entry.position < this.expected) return { brokenAt: entry.position, reason: 'entry-inserted' };
    if (entry.position > this.expected) return { brokenAt: this.expected, reason: 'entry-missing' };
    if (entry.previousHash !== this.previous || entry.hash !== hashOf(contentOf(entry))) {
      return { brokenAt: entry.position, reason: 'entry-changed' };
    }
    const contradicted = this.provedAt.get(entry.position)?.some(({ hash }) => hash !== entry.hash);
    if (contradicted) return { brokenAt: entry.position, reason: 'checkpoint-mismatch' };
    this.first ??= entry.hash;
    this.previous = entry.hash;
    this.expected += 1;
    return undefined;
  }

  /** After the last entry up to the log's head: whether the end is there, too. */
  end(head: { position: number; head: string }): Break | undefined {
    const proved = this.checkpoints.reduce((most, { position }) => Math.max(most, position), 0);
    if (this.entries < Math.max(head.position, proved)) return { brokenAt: this.expected, reason: 'entry-missing' };
    if (head.head !== this.previous) return { brokenAt: head.position, reason: 'head-changed' };
    return undefined;
  }
}
