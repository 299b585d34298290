import { Column, Entity, PrimaryColumn } from 'typeorm';
import { wholeNumber } from './whole-number.js';

/** One thing that happened. It is never changed and never deleted; the database refuses both. */
@Entity()
export class Entry {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  /** 1, 2, 3 … in the tenant's log, without gaps. */
  @Column('bigint', { transformer: wholeNumber }) position: number;
  /** When it happened, as its publisher said. */
  @Column('timestamptz') at: Date;
  /** Type of the event that told it. */
  @Column('text') type: string;
  @Column('text') actor: string;
  @Column('text') targetKind: string;
  @Column('text') targetId: string;
  @Column('text') sentence: string;
  @Column('jsonb') detail: Record<string, unknown>;
  @Column('uuid') eventId: string;
  @Column('text') correlationId: string;
  @Column('timestamptz') receivedAt: Date;
  /** It was told after the tenant's log had been sealed. */
  @Column('boolean') afterSeal: boolean;
  @Column('text') previousHash: string;
  @Column('text') hash: string;
}
