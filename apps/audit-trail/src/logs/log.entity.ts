import { Column, Entity, PrimaryColumn } from 'typeorm';
import { wholeNumber } from '../entries/whole-number.js';

/** A tenant's log: the head of its chain of entries, and whether it is still being written. */
@Entity()
export class Log {
  @PrimaryColumn('uuid') tenantId: string;
  @Column('text', { nullable: true }) tenantName: string | null;
  @Column('text') status: 'open' | 'sealed';
  /** Of the last entry; 0 before the first. */
  @Column('bigint', { transformer: wholeNumber }) position: number;
  /** Hash of the last entry. */
  @Column('text') head: string;
  /** When the tenant was created; null as long as that has not been told. */
  @Column('timestamptz', { nullable: true }) openedAt: Date | null;
  @Column('timestamptz', { nullable: true }) sealedAt: Date | null;
  /** The log is kept until then at least. */
  @Column('timestamptz', { nullable: true }) retentionUntil: Date | null;
  @Column('timestamptz', { nullable: true }) exportOfferedAt: Date | null;
}
