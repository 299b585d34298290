import { currentContext, newId } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import { MoreThan, type QueryDeepPartialEntity } from 'typeorm';
import { WorkflowConfig } from '../config.js';
import { holds, readsContact } from '../definitions/condition.js';
import { firstPath } from '../definitions/step-path.js';
import type { TriggerName } from '../definitions/triggers.js';
import { MergedContactsService } from '../merged-contacts/merged-contacts.service.js';
import type { UnitOfWork } from '../messaging.js';
import { Workflow } from '../workflows/workflow.entity.js';
import { WorkflowsService } from '../workflows/workflows.service.js';
import { RunsService } from './runs.service.js';
import { type Lane, WorkflowRun } from './workflow-run.entity.js';

/** Something that may start runs. */
export interface Occasion {
  readonly trigger: TriggerName;
  /** Of the event. */
  readonly type: string;
  readonly hopCount: number;
  /** The same key starts a workflow once per contact. */
  readonly key: string;
  readonly data: Record<string, unknown>;
  readonly contactId?: string;
  /** Where the contact came from. */
  readonly source?: string;
  readonly lane?: Lane;
}

const minuteMs = 60_000;
const hourMs = 3_600_000;

/** Starts runs, within limits. */
@Injectable()
export class EnrolmentsService {
  constructor(
    private readonly workflows: WorkflowsService,
    private readonly runs: RunsService,
    private readonly merged: MergedContactsService,
    private readonly config: WorkflowConfig,
  ) {}

  /** Starts every active workflow of the occasion's trigger that `wants` it. */
  async start(
    unit: UnitOfWork,
    occasion: Occasion,
    wants: (workflow: Workflow) => boolean = () => true,
  ): Promise<void> {
    const workflows = await this.workflows.startedBy(unit.manager, occasion.trigger);
    for (const workflow of workflows.filter((one) => one.builtIn === null && wants(one))) {
      await this.enrol(unit, workflow, occasion);
    }
  }

  /** Starts a run of one workflow, unless it may not; a second time with the same key and contact changes nothing. */
  async enrol(unit: UnitOfWork, workflow: Workflow, occasion: Occasion): Promise<void> {
    const { condition, steps } = workflow.definition;
    const asksContact = occasion.contactId !== undefined && readsContact(condition, occasion.data);
    if (condition && !asksContact && !holds(condition, { event: occasion.data })) return;
    const contactId = occasion.contactId ? await this.merged.survivorOf(unit, occasion.contactId) : null;
    if (!(await this.mayStart(unit, workflow, occasion, contactId))) return;
    const run = Object.assign(new WorkflowRun(), {
      id: newId(),
      tenantId: unit.tenantId,
      workflowId: workflow.id,
      version: workflow.version,
      workflowName: workflow.name,
      contactId,
      trigger: occasion.type,
      triggerKey: occasion.key,
      event: occasion.data,
      correlationId: currentContext()?.correlationId ?? null,
      source: occasion.source ?? null,
      lane: occasion.lane ?? 'standard',
      status: asksContact ? 'checking' : 'running',
      position: asksContact ? null : firstPath(steps),
      waitsUntil: null,
      waitsForUpdate: false,
      updateSeen: false,
      stepsDone: 0,
      error: null,
      notify: workflow.notify,
      ownerId: workflow.ownerId,
      startedAt: new Date(),
      endedAt: null,
    } satisfies Partial<WorkflowRun>);
    await unit.manager
      .createQueryBuilder()
      .insert()
      .into(WorkflowRun)
      .values(run as QueryDeepPartialEntity<WorkflowRun>)
      .orIgnore()
      .execute();
    if (await unit.manager.existsBy(WorkflowRun, { id: run.id })) await this.runs.wake(unit, run, new Date());
  }

  /** What may not start is counted, so that nobody wonders. */
  private async mayStart(
    unit: UnitOfWork,
    { id: workflowId }: Workflow,
    { hopCount, source }: Occasion,
    contactId: string | null,
  ): Promise<boolean> {
    const since = (ms: number) => MoreThan(new Date(Date.now() - ms));
    const tooFar = hopCount > this.config.WORKFLOW_FURTHEST_HOP;
    const ofContact = { workflowId, contactId: contactId ?? '', startedAt: since(hourMs) };
    const tooMany =
      contactId !== null &&
      (await unit.manager.countBy(WorkflowRun, ofContact)) >= this.config.WORKFLOW_RUNS_PER_CONTACT;
    if (tooFar || tooMany) {
      await unit.manager.increment(Workflow, { id: workflowId }, 'limitedRuns', 1);
      return false;
    }
    if (source !== 'import') return true;
    // Imported contacts come side by side; their number is only right when they are counted one after the other.
    await this.workflows.find(unit.manager, workflowId, true);
    const imported = { workflowId, source, startedAt: since(minuteMs) };
    const throttled =
      (await unit.manager.countBy(WorkflowRun, imported)) >= this.config.WORKFLOW_IMPORT_RUNS_PER_MINUTE;
    if (throttled) await unit.manager.increment(Workflow, { id: workflowId }, 'throttledRuns', 1);
    return !throttled;
  }
}
