import { newId } from '@crm/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type ProbeName, probeNames } from '../plans/step-template.js';
import { probes } from '../steps/probes.js';

export interface Finding {
  readonly probe: ProbeName;
  readonly title: string;
  /** Null while the question has not been answered. */
  readonly count: number | null;
  readonly lastError: string | null;
}

/** A short look at a tenant whose onboarding was finished before it was suspended: is what it had set up still there? */
@Entity()
export class ReCheck {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('uuid') onboardingId: string;
  /** Of the reactivation. */
  @Column('integer') revision: number;
  @Column('text') status: 'running' | 'finished';
  @Column('jsonb') findings: readonly Finding[];
  @Column('integer') rounds: number;
  @Column('timestamptz', { nullable: true }) nextTryAt: Date | null;
  @Column('timestamptz') startedAt: Date;
  @Column('timestamptz', { nullable: true }) finishedAt: Date | null;

  static begin(onboarding: { id: string; tenantId: string }, revision: number, now: Date): ReCheck {
    return Object.assign(new ReCheck(), {
      id: newId(),
      tenantId: onboarding.tenantId,
      onboardingId: onboarding.id,
      revision,
      status: 'running',
      findings: probeNames.map((probe) => ({ probe, title: probes[probe].title, count: null, lastError: null })),
      rounds: 0,
      nextTryAt: now,
      startedAt: now,
      finishedAt: null,
    } satisfies Partial<ReCheck>);
  }

  /** Notes a round; without `next` it was the last one, and what was not answered stays open for good. */
  note(findings: readonly Finding[], next: Date | undefined, now: Date): void {
    this.findings = findings;
    this.rounds += 1;
    this.nextTryAt = next ?? null;
    if (next) return;
    this.status = 'finished';
    this.finishedAt = now;
  }
}
