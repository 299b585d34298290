import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An entry counts towards a rule. */
@Entity()
export class RuleMatch {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('text') rule: string;
  @PrimaryColumn('uuid') entryId: string;
  @Column('text') groupKey: string;
  /** False for one that ends a series. */
  @Column('boolean') bad: boolean;
  @Column('timestamptz') at: Date;
}
