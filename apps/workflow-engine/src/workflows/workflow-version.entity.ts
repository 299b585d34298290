import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Definition } from '../definitions/definition.js';

/** A definition as it was at one version; it never changes. */
@Entity()
export class WorkflowVersion {
  @PrimaryColumn('uuid') workflowId: string;
  @PrimaryColumn('integer') version: number;
  @Column('uuid') tenantId: string;
  @Column('text') name: string;
  @Column('jsonb') definition: Definition;
  /** Who made it. */
  @Column('text') madeBy: string;
  @Column('timestamptz') createdAt: Date;
}
