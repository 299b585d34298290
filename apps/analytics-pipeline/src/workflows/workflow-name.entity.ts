import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a workflow was called in its newest run that was told. */
@Entity()
export class WorkflowName {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('uuid') workflowId: string;
  @Column('text') name: string;
  @Column('integer') version: number;
  @Column('timestamptz') seenAt: Date;
}
