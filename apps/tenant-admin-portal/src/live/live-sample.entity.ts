import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LiveState } from './live-state.js';
import type { Patch } from './merge-patch.js';

/** One look at the whole platform, as what had changed since the one before. Rows are never changed. */
@Entity()
export class LiveSample {
  /** 1, 2, 3 … without gaps: who has read up to a position has missed nothing. */
  @PrimaryColumn('bigint') position: string;
  @Column('timestamptz') at: Date;
  @Column('jsonb') delta: Patch;
  /** In every twentieth row also the whole. */
  @Column('jsonb', { nullable: true }) full: LiveState | null;
}
