import { OnboardingCompleted } from '@crm/events';
import { currentContext, newId } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { UnitOfWork } from '../messaging.js';
import { OnboardingOverview } from '../overview/onboarding-overview.entity.js';
import { NoOnboarding } from './checklist.errors.js';
import { Checklist } from './checklist.js';
import { HistoryEntry } from './history-entry.entity.js';
import { Onboarding } from './onboarding.entity.js';
import { Step } from './step.entity.js';

export const runStepTimer = 'run-step';
export const undoStepTimer = 'undo-step';

/** Reads and writes checklists: what follows from a change is decided and saved in the same transaction. */
@Injectable()
export class ChecklistsService {
  async find(manager: EntityManager, tenantId: string, lock = false): Promise<Checklist | null> {
    const onboarding = await manager.findOne(Onboarding, {
      where: { tenantId },
      ...(lock ? { lock: { mode: 'for_no_key_update' as const } } : {}),
    });
    if (!onboarding) return null;
    const steps = await manager.find(Step, { where: { onboardingId: onboarding.id }, order: { position: 'ASC' } });
    return new Checklist(onboarding, steps);
  }

  /** @throws NoOnboarding */
  async read(manager: EntityManager, tenantId: string, lock = false): Promise<Checklist> {
    const checklist = await this.find(manager, tenantId, lock);
    if (!checklist) throw new NoOnboarding('It appears as soon as the creation of the tenant has been heard.');
    return checklist;
  }

  /**
   * The step that a timer was set for, with its checklist; undefined when that series of tries is over. The checklist is
   * locked before the step is read, so that nothing happens to the step in between.
   */
  async ofTimer(unit: UnitOfWork, timerKey: string): Promise<{ checklist: Checklist; step: Step } | undefined> {
    const checklist = await this.find(unit.manager, unit.tenantId, true);
    const step = checklist?.steps.find((candidate) => candidate.timerKey === timerKey);
    return checklist && step ? { checklist, step } : undefined;
  }

  /** Opens what is ready, completes or ends the onboarding if it is time, saves everything and sets the timers. */
  async advance(unit: UnitOfWork, checklist: Checklist, now: Date): Promise<void> {
    const { onboarding } = checklist;
    onboarding.version += 1;
    if (onboarding.status === 'running' || onboarding.status === 'completed') {
      for (const step of checklist.openReady(now)) await this.run(unit, step);
    }
    if (checklist.completeIfReady(now)) {
      unit.publish(OnboardingCompleted, {
        tenantId: onboarding.tenantId,
        onboardingId: onboarding.id,
        startedAt: onboarding.startedAt.toISOString(),
        completedAt: now.toISOString(),
        days: onboarding.days,
        skippedSteps: checklist.steps.filter(({ status }) => status === 'skipped').map(({ key }) => key),
      });
      await this.note(unit, onboarding, 'The onboarding is completed.');
    }
    await this.goOnUndoing(unit, checklist, now);
    await this.save(unit, checklist);
  }

  /** Saves a change that settles nothing, such as the outcome of a try. */
  async save({ manager }: UnitOfWork, checklist: Checklist): Promise<void> {
    await manager.save(checklist.onboarding);
    await manager.save(Step, [...checklist.steps]);
    await manager.upsert(OnboardingOverview, OnboardingOverview.of(checklist, new Date()), ['id']);
  }

  /** Sets the timer of an open step that runs by itself. */
  async run(unit: UnitOfWork, step: Step): Promise<void> {
    if (step.nextTryAt) await unit.schedule({ kind: runStepTimer, key: step.timerKey, dueAt: step.nextTryAt });
  }

  async undo(unit: UnitOfWork, step: Step): Promise<void> {
    if (step.nextTryAt) await unit.schedule({ kind: undoStepTimer, key: step.timerKey, dueAt: step.nextTryAt });
  }

  async note(
    unit: UnitOfWork,
    { id, tenantId }: Onboarding,
    text: string,
    stepKey: string | null = null,
  ): Promise<void> {
    const actor = currentContext()?.actor ?? 'service:onboarding-orchestrator';
    await unit.manager.insert(HistoryEntry, {
      id: newId(),
      tenantId,
      onboardingId: id,
      stepKey,
      text,
      actor,
      at: new Date(),
    });
  }

  /** The first failure of a series and its end are history; what lies between is seen on the step itself. */
  async noteFailure(unit: UnitOfWork, { onboarding }: Checklist, step: Step): Promise<void> {
    if (step.lastError === null || (step.attempts > 1 && step.nextTryAt)) return;
    const fate = step.nextTryAt ? 'has failed and will be tried again' : 'has failed and waits for a decision';
    await this.note(unit, onboarding, `${step.title} ${fate}: ${step.lastError}`, step.key);
  }

  private async goOnUndoing(unit: UnitOfWork, checklist: Checklist, now: Date): Promise<void> {
    const next = checklist.nextToUndo;
    if (next && !next.nextTryAt) {
      next.undoNow(now);
      await this.undo(unit, next);
    }
    if (checklist.abortIfUndone(now)) await this.note(unit, checklist.onboarding, 'The onboarding is aborted.');
  }
}
