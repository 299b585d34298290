import { newId } from '@crm/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ActionName, ProbeName, StepKind, StepTemplate } from '../plans/step-template.js';
import { isUndoable } from '../steps/actions.js';
import { type BackOff, pauseAfter } from './back-off.js';

/**
 * blocked: waits for other steps. open: may be worked on. undoing: an abort takes its effect back. cancelled: an abort
 * came before it had any effect.
 */
export type StepStatus =
  | 'blocked'
  | 'open'
  | 'done'
  | 'skipped'
  | 'failed'
  | 'undoing'
  | 'undo-failed'
  | 'undone'
  | 'cancelled';

/** Why a try came to nothing. */
export interface Failure {
  readonly message: string;
  /** The callee understood and said no (4xx); otherwise what became of the try is not known. */
  readonly refused: boolean;
}

@Entity()
export class Step {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('uuid') onboardingId: string;
  @Column('text') key: string;
  @Column('integer') position: number;
  @Column('text') title: string;
  @Column('text') description: string;
  @Column('text') kind: StepKind;
  @Column('text', { nullable: true }) task: ActionName | ProbeName | null;
  @Column('boolean') required: boolean;
  @Column('boolean') skippable: boolean;
  @Column('jsonb') after: readonly string[];
  @Column('text') status: StepStatus;
  @Column('timestamptz') dueAt: Date;
  /** Rises with every series of tries: a retry, a reactivation and an undoing each begin a new one. */
  @Column('integer') series: number;
  /** Of the current series. */
  @Column('integer') attempts: number;
  @Column('integer') refusals: number;
  /** Tries whose outcome is not known: written before the command is called, so that no effect is ever forgotten. */
  @Column('integer') unanswered: number;
  @Column('jsonb', { nullable: true }) result: Record<string, unknown> | null;
  @Column('text', { nullable: true }) lastError: string | null;
  @Column('timestamptz', { nullable: true }) nextTryAt: Date | null;
  @Column('timestamptz', { nullable: true }) settledAt: Date | null;
  /** Actor who completed or skipped it. */
  @Column('text', { nullable: true }) settledBy: string | null;
  /** Reason of a skip, or what the person who completed it noted. */
  @Column('text', { nullable: true }) note: string | null;

  static of(
    template: StepTemplate,
    place: Pick<Step, 'tenantId' | 'onboardingId' | 'position'>,
    startedAt: Date,
  ): Step {
    const { key, title, description, kind, task, required, skippable, after, dueDays } = template;
    return Object.assign(new Step(), {
      ...place,
      id: newId(),
      key,
      title,
      description,
      kind,
      task: task ?? null,
      required,
      skippable,
      after,
      status: 'blocked',
      dueAt: new Date(startedAt.getTime() + dueDays * 86_400_000),
      series: 0,
      attempts: 0,
      refusals: 0,
      unanswered: 0,
      result: null,
      lastError: null,
      nextTryAt: null,
      settledAt: null,
      settledBy: null,
      note: null,
    } satisfies Partial<Step>);
  }

  get settled(): boolean {
    return this.status === 'done' || this.status === 'skipped';
  }

  /** Runs by itself, as opposed to what a person does. */
  get runs(): boolean {
    return this.kind !== 'manual';
  }

  /**
   * Key of the timer of the current series. A timer of an earlier one finds no step and does nothing: nobody who holds
   * the checklist's lock has to wait for a timer at work, which may wait for that lock.
   */
  get timerKey(): string {
    return `${this.id}.${this.series}`;
  }

  /** It has, or may have, an effect in another service that can be taken back. */
  get mustBeUndone(): boolean {
    return isUndoable(this.task) && (this.status === 'done' || this.unanswered > 0);
  }

  /** It may be worked on from now; what runs by itself begins a new series of tries. */
  open(now: Date): void {
    this.status = 'open';
    this.beginSeries(now);
  }

  /** Notes a try before it is made. */
  begin(): void {
    this.attempts += 1;
    if (this.kind === 'automatic') this.unanswered += 1;
  }

  complete(by: string, now: Date, outcome: { result?: Record<string, unknown>; note?: string }): void {
    this.settle('done', by, now);
    this.unanswered = 0;
    this.lastError = null;
    this.result = outcome.result ?? null;
    this.note = outcome.note ?? null;
  }

  skip(reason: string, by: string, now: Date): void {
    this.settle('skipped', by, now);
    this.note = reason;
  }

  /** A probe has looked and found nothing; after `until` it looks no more. */
  lookAgain(backOff: BackOff, until: Date, now: Date): void {
    this.lastError = null;
    if (now < until) {
      this.nextTryAt = pauseAfter(this.attempts, backOff, now);
      return;
    }
    this.status = 'failed';
    this.nextTryAt = null;
    this.lastError = `Nothing was found until ${until.toISOString()}.`;
  }

  /** A try has failed: the next one is planned, or after `limit` refusals given up. */
  fail(failure: Failure, backOff: BackOff, limit: number, now: Date): void {
    this.lastError = failure.message;
    if (failure.refused) {
      this.refusals += 1;
      if (this.unanswered > 0) this.unanswered -= 1;
    }
    const givenUp = this.refusals >= limit;
    if (givenUp) this.status = this.status === 'undoing' ? 'undo-failed' : 'failed';
    this.nextTryAt = givenUp ? null : pauseAfter(this.attempts, backOff, now);
  }

  /** An abort has come; its turn is later. */
  awaitUndo(): void {
    this.status = 'undoing';
    this.beginSeries(null);
  }

  undoNow(now: Date): void {
    this.status = 'undoing';
    this.beginSeries(now);
  }

  undone(now: Date, note: string | null): void {
    this.settle('undone', this.settledBy, now);
    this.unanswered = 0;
    this.lastError = null;
    this.note = note;
  }

  cancel(now: Date): void {
    this.settle('cancelled', null, now);
  }

  private settle(status: StepStatus, by: string | null, now: Date): void {
    this.status = status;
    this.nextTryAt = null;
    this.settledAt = now;
    this.settledBy = by;
  }

  private beginSeries(at: Date | null): void {
    this.series += 1;
    this.attempts = 0;
    this.refusals = 0;
    this.lastError = null;
    this.nextTryAt = this.runs ? at : null;
  }
}
