import { newId } from '@crm/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Definition } from '../definitions/definition.js';

/** draft: never switched on; paused: starts no run, and its open runs wait before their next step. */
export type WorkflowStatus = 'draft' | 'active' | 'paused';
export type BuiltIn = 'welcome' | 'imports' | 'remediation';

/** What a tenant wants to happen by itself. Open runs follow the version that they were started with. */
@Entity()
export class Workflow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('text') name: string;
  @Column('text') status: WorkflowStatus;
  /** Why it is paused. */
  @Column('text', { nullable: true }) pausedReason: string | null;
  /** The audit alert that paused it. */
  @Column('uuid', { nullable: true }) pausedByAlert: string | null;
  @Column('uuid', { nullable: true }) ownerId: string | null;
  /** Every run is told, not only failed ones. */
  @Column('boolean') notify: boolean;
  /** One of the workflows that every tenant has. */
  @Column('text', { nullable: true }) builtIn: BuiltIn | null;
  /** Name of the event that starts it, as in the definition. */
  @Column('text') trigger: string;
  @Column('jsonb') definition: Definition;
  /** Imported contacts that started no run, because there were too many at once. */
  @Column('integer') throttledRuns: number;
  /** Events that started no run, because the contact had too many or the chain of causes was too long. */
  @Column('integer') limitedRuns: number;
  @Column('timestamptz') createdAt: Date;
  /** Rises with every edit. */
  @Column('integer') version: number;

  static draft(tenantId: string, name: string, definition: Definition): Workflow {
    return Object.assign(new Workflow(), {
      id: newId(),
      tenantId,
      name,
      status: 'draft',
      pausedReason: null,
      pausedByAlert: null,
      ownerId: null,
      notify: false,
      builtIn: null,
      trigger: definition.trigger.event,
      definition,
      throttledRuns: 0,
      limitedRuns: 0,
      createdAt: new Date(),
      version: 1,
    } satisfies Partial<Workflow>);
  }

  /** Answers whether it was off. */
  activate(): boolean {
    const wasOff = this.status !== 'active';
    this.status = 'active';
    this.pausedReason = null;
    this.pausedByAlert = null;
    return wasOff;
  }

  pause(reason: string, alertId: string | null = null): void {
    this.status = 'paused';
    this.pausedReason = reason;
    this.pausedByAlert = alertId;
  }
}
