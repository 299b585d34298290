import { isDeepStrictEqual } from 'node:util';
import { newId } from '@crm/platform';
import { Column, DeleteDateColumn, Entity, PrimaryColumn } from 'typeorm';
import type { Definition } from '../definitions/definition.js';
import { transitions, type WorkflowStatus } from './transitions.js';
import { IllegalTransition, WorkflowBuiltIn, WorkflowNotInactive } from './workflow.errors.js';

export type BuiltIn = 'welcome' | 'imports' | 'remediation';

/** What a tenant wants to happen by itself. Open runs follow the version that they were started with. */
@Entity()
export class Workflow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('text') name: string;
  @Column('text') status: WorkflowStatus;
  /** Why its last start or stop failed, in the words of its orchestrator. */
  @Column('text', { nullable: true }) statusReason: string | null;
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
  /** When it was last switched off: runs that began until then are ended. */
  @Column('timestamptz', { nullable: true }) deactivatedAt: Date | null;
  /** A deleted workflow is found by those alone who ask for it (`withDeleted`), to tell what its runs were about. */
  @DeleteDateColumn({ type: 'timestamptz' }) deletedAt: Date | null;
  /** Rises with every edit. */
  @Column('integer') version: number;

  static define(tenantId: string, name: string, definition: Definition): Workflow {
    return Object.assign(new Workflow(), {
      id: newId(),
      tenantId,
      name,
      status: 'inactive',
      statusReason: null,
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
      deactivatedAt: null,
      deletedAt: null,
      version: 1,
    } satisfies Partial<Workflow>);
  }

  /**
   * Answers whether anything is different by now, which makes a new version.
   *
   * @throws 409 `workflow-not-inactive`
   */
  edit(changes: Pick<Workflow, 'name' | 'definition' | 'notify' | 'ownerId'>): boolean {
    this.assertInactive();
    const { name, definition, notify, ownerId } = this;
    if (isDeepStrictEqual({ name, definition, notify, ownerId }, changes)) return false;
    Object.assign(this, changes, { trigger: changes.definition.trigger.event, version: this.version + 1 });
    return true;
  }

  /** @throws 409 `workflow-built-in`, `workflow-not-inactive` */
  assertDeletable(): void {
    if (this.builtIn) throw new WorkflowBuiltIn('It cannot be deleted: deactivate it instead.');
    this.assertInactive();
  }

  /** Asks for its start. */
  start(): void {
    this.become('starting');
    this.statusReason = null;
  }

  /** Its start is answered. Where an alert flagged it meanwhile, it is paused at once. */
  started(): void {
    this.become('active');
    if (this.pausedByAlert !== null) this.become('paused');
  }

  pause(reason: string): void {
    if (this.status !== 'paused') this.become('paused');
    this.pausedReason = reason;
    this.pausedByAlert = null;
  }

  /** An alert pauses what is active, and what is starting as soon as it has started. */
  flag(reason: string, alertId: string): void {
    if (this.status === 'active') this.become('paused');
    this.pausedReason = reason;
    this.pausedByAlert = alertId;
  }

  resume(): void {
    this.become('active');
    this.forgetPause();
  }

  /** Asks for its stop; its runs are ended. */
  stop(now: Date): void {
    this.become('stopping');
    this.deactivatedAt = now;
    this.forgetPause();
  }

  stopped(): void {
    this.become('inactive');
  }

  failed(reason: string): void {
    this.become('inactive');
    this.statusReason = reason;
    this.forgetPause();
  }

  /** Whether a run that began at `startedAt` is to be ended. */
  ends(startedAt: Date): boolean {
    if (this.status === 'stopping' || this.status === 'inactive') return true;
    return this.deactivatedAt !== null && startedAt <= this.deactivatedAt;
  }

  private forgetPause(): void {
    this.pausedReason = null;
    this.pausedByAlert = null;
  }

  private assertInactive(): void {
    const { status } = this;
    if (status === 'inactive') return;
    const isMoving = status === 'starting' || status === 'stopping';
    const advice = isMoving ? 'wait for the answer of its orchestrator' : 'deactivate it first';
    throw new WorkflowNotInactive(`It is ${status}: ${advice}.`, { workflowStatus: status });
  }

  /** @throws 409 `illegal-transition` naming what would be legal */
  private become(status: WorkflowStatus): void {
    const from = this.status;
    const legal = transitions[from];
    if (!legal.includes(status)) {
      const detail = `A workflow that is ${from} can become only ${legal.join(' or ')}, not ${status}.`;
      throw new IllegalTransition(detail, { from, to: status, legal });
    }
    this.status = status;
  }
}
