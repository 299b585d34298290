import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Something that happened in an onboarding, in words; never changed. */
@Entity()
export class HistoryEntry {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('uuid') onboardingId: string;
  @Column('text', { nullable: true }) stepKey: string | null;
  @Column('text') text: string;
  @Column('text') actor: string;
  @Column('timestamptz') at: Date;
}
