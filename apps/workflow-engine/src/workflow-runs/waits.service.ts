import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { UnitOfWork } from '../messaging.js';
import { RunsService } from './runs.service.js';
import { openRunStatuses, WorkflowRun } from './workflow-run.entity.js';

/** Runs that wait for their contact. */
@Injectable()
export class WaitsService {
  constructor(private readonly runs: RunsService) {}

  /**
   * Lets the runs that wait for an update of the contact look whether it is the one; answers their workflows. A run whose
   * workflow is paused looks when it goes on.
   */
  async resume(unit: UnitOfWork, contactId: string): Promise<Set<string>> {
    const waiting = await unit.manager.find(WorkflowRun, {
      where: { contactId, waitsForUpdate: true, status: In(['waiting', 'held']) },
      order: { id: 'ASC' },
      lock: { mode: 'for_no_key_update' },
    });
    for (const run of waiting) {
      run.updateSeen = true;
      await unit.manager.save(run);
      if (run.status === 'waiting') await this.runs.wake(unit, run, new Date());
    }
    return new Set(waiting.map(({ workflowId }) => workflowId));
  }

  /**
   * Gives the runs of merged contacts to the survivor. Where the survivor is in the same workflow already, the run that
   * came later ends as superseded: one person is not walked through it twice.
   */
  async move(unit: UnitOfWork, mergedIds: readonly string[], survivorId: string): Promise<void> {
    if (mergedIds.length === 0) return;
    const open = await unit.manager.find(WorkflowRun, {
      where: { contactId: In([survivorId, ...mergedIds]), status: In([...openRunStatuses]) },
      order: { id: 'ASC' },
      lock: { mode: 'for_no_key_update' },
    });
    const own = open.filter(({ contactId }) => contactId === survivorId);
    const busy = new Set(own.map(({ workflowId }) => workflowId));
    for (const run of open.filter(({ contactId }) => contactId !== survivorId)) {
      run.contactId = survivorId;
      if (busy.has(run.workflowId)) await this.runs.end(unit, run, 'superseded');
      else await unit.manager.save(run);
      busy.add(run.workflowId);
    }
    // What has ended belongs to the survivor's story too, and to its limits.
    await unit.manager.update(WorkflowRun, { contactId: In([...mergedIds]) }, { contactId: survivorId });
  }
}
