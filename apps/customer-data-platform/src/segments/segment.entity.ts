import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Condition } from './conditions.js';

/** A set of contacts described by conditions that all hold; who is in it is looked up when it is asked for. */
@Entity()
export class Segment {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  /** Unique within the tenant. */
  @Column('text') name: string;
  @Column('jsonb') conditions: Condition[];
  @Column('integer') version: number;
  @Column('timestamptz') createdAt: Date;
}
