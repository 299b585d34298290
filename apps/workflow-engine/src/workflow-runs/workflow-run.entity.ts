import type { RunResult } from '@crm/events';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { StepPath } from '../definitions/step-path.js';

/**
 * checking: the workflow's condition has to be asked of the contact first; waiting: in a wait step; held: the workflow
 * is paused.
 */
export const openRunStatuses = ['checking', 'running', 'waiting', 'held'] as const;
export const runStatuses = [...openRunStatuses, 'succeeded', 'failed', 'superseded', 'cancelled'] as const;
export type RunStatus = (typeof runStatuses)[number];

/** remediation: its steps go before those of all other runs. */
export type Lane = 'standard' | 'remediation';

/** One enrolment in a workflow: unique per workflow, contact and trigger event. */
@Entity()
export class WorkflowRun {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('uuid') workflowId: string;
  @Column('integer') version: number;
  @Column('text') workflowName: string;
  /** Null where the trigger is not about a contact. After a merge it is the survivor. */
  @Column('uuid', { nullable: true }) contactId: string | null;
  /** Type of the event that started it. */
  @Column('text') trigger: string;
  /** What makes it the same event: its id, the import's id, or `once`. */
  @Column('text') triggerKey: string;
  /** The event's data. */
  @Column('jsonb') event: Record<string, unknown>;
  /** Of the request that it follows from; null where that is not known. */
  @Column('text', { nullable: true }) correlationId: string | null;
  /** Where a contact came from, for the limit on imported ones. */
  @Column('text', { nullable: true }) source: string | null;
  @Column('text') lane: Lane;
  @Column('text') status: RunStatus;
  /** The step that is next or in work; null before the first and after the last. */
  @Column('text', { nullable: true }) position: StepPath | null;
  /** When the wait that it is in ends at the latest. */
  @Column('timestamptz', { nullable: true }) waitsUntil: Date | null;
  /** It waits for an update of the contact. */
  @Column('boolean') waitsForUpdate: boolean;
  /** The contact was updated since; whether that ends the wait has to be asked yet. */
  @Column('boolean') updateSeen: boolean;
  @Column('integer') stepsDone: number;
  @Column('text', { nullable: true }) error: string | null;
  @Column('boolean') notify: boolean;
  @Column('uuid', { nullable: true }) ownerId: string | null;
  @Column('timestamptz') startedAt: Date;
  @Column('timestamptz', { nullable: true }) endedAt: Date | null;

  get isOpen(): boolean {
    return this.endedAt === null;
  }

  goTo(position: StepPath | null): void {
    this.status = 'running';
    this.position = position;
    this.waitsUntil = null;
    this.waitsForUpdate = false;
    this.updateSeen = false;
  }

  wait(until: Date, forUpdate: boolean): void {
    this.status = 'waiting';
    this.waitsUntil = until;
    this.waitsForUpdate = forUpdate;
    this.updateSeen = false;
  }

  end(result: RunResult, now: Date, error: string | null): void {
    this.status = result;
    this.error = error;
    this.endedAt = now;
    this.waitsUntil = null;
    this.waitsForUpdate = false;
  }
}
