import { OnTimer, type Timer, type TimerHandler } from '@crm/events';
import type { UnitOfWork } from '../messaging.js';
import { wakeTimer } from '../workflows/activations.service.js';
import { RunsService } from './runs.service.js';
import { WorkflowRun } from './workflow-run.entity.js';

const atOnce = 100;

/** A workflow is active again: its held runs go on, a hundred at a time. */
@OnTimer(wakeTimer)
export class WakeRuns implements TimerHandler<'workflow-engine'> {
  constructor(private readonly runs: RunsService) {}

  async fire({ key: workflowId }: Timer, unit: UnitOfWork): Promise<void> {
    const held = await unit.manager.find(WorkflowRun, {
      where: { workflowId, status: 'held' },
      order: { id: 'ASC' },
      take: atOnce,
      lock: { mode: 'for_no_key_update' },
    });
    for (const run of held) {
      run.status = run.position === null ? 'checking' : run.waitsUntil ? 'waiting' : 'running';
      await unit.manager.save(run);
      await this.runs.wake(unit, run, new Date());
    }
    if (held.length === atOnce) await unit.schedule({ kind: wakeTimer, key: workflowId, dueAt: new Date() });
  }
}
