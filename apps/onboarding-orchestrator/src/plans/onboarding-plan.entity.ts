import { newId } from '@crm/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PlanName } from './built-in-plans.js';
import type { StepTemplate } from './step-template.js';

/** One version of a plan; it belongs to the platform and is never edited, a change is a new version. */
@Entity()
export class OnboardingPlan {
  @PrimaryColumn('uuid') id: string;
  @Column('text') name: PlanName;
  @Column('integer') version: number;
  @Column('text') title: string;
  @Column('double precision') expectedDays: number;
  @Column('jsonb') steps: readonly StepTemplate[];
  /** Actor. */
  @Column('text') createdBy: string;
  @Column('timestamptz') createdAt: Date;

  static version(
    version: number,
    content: Pick<OnboardingPlan, 'name' | 'title' | 'expectedDays' | 'steps'>,
    createdBy: string,
    createdAt: Date,
  ): OnboardingPlan {
    const { name, title, expectedDays, steps } = content;
    return Object.assign(new OnboardingPlan(), {
      id: newId(),
      name,
      version,
      title,
      expectedDays,
      steps,
      createdBy,
      createdAt,
    });
  }
}
