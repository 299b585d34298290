import { Entity, PrimaryColumn } from 'typeorm';

/** An entry is on a timeline. */
@Entity()
export class TimelineEntry {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('text') kind: string;
  @PrimaryColumn('text') subjectId: string;
  @PrimaryColumn('uuid') entryId: string;
}
