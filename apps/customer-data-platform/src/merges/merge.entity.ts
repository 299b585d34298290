import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ContactSnapshot } from '../contacts/contact.entity.js';

/** Contacts that became one, with everything that an undo needs. */
@Entity()
export class Merge {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('uuid') survivorId: string;
  @Column('jsonb') survivorBefore: ContactSnapshot;
  @Column('jsonb') survivorAfter: ContactSnapshot;
  /** The merged contacts as they were. */
  @Column('jsonb') merged: ContactSnapshot[];
  @Column('double precision', { nullable: true }) score: number | null;
  @Column('text') mergedBy: string;
  @Column('timestamptz') mergedAt: Date;
  @Column('timestamptz', { nullable: true }) undoneAt: Date | null;
  @Column('text', { nullable: true }) undoneBy: string | null;
}
