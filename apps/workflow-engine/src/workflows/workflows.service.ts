import { assertVersion, type Caller, mapPage, type Page, pageOf, ValidationFailed } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { mistakesOf } from '../definitions/check-definition.js';
import type { Definition } from '../definitions/definition.js';
import type { TriggerName } from '../definitions/triggers.js';
import { Transactions } from '../messaging.js';
import { factsOf } from './flow.js';
import {
  type CreateWorkflowDto,
  type EditWorkflowDto,
  viewOfVersion,
  viewOfWorkflow,
  type WorkflowQuery,
  type WorkflowVersionView,
  type WorkflowView,
} from './workflow.dto.js';
import { Workflow } from './workflow.entity.js';
import { NoWorkflow, NoWorkflowVersion, TooManyWorkflows } from './workflow.errors.js';
import { WorkflowVersion } from './workflow-version.entity.js';

const mostWorkflows = 200;

/** Keeps definitions with all their versions. */
@Injectable()
export class WorkflowsService {
  constructor(private readonly transactions: Transactions) {}

  create(tenantId: string, input: CreateWorkflowDto, caller: Caller): Promise<WorkflowView> {
    const definition = checked(input);
    const owner = input.ownerId ?? (caller.kind === 'user' ? caller.subject : null);
    return this.transactions.inTenant(tenantId, async (unit) => {
      if ((await unit.manager.count(Workflow)) >= mostWorkflows) {
        throw new TooManyWorkflows(`There are ${mostWorkflows}: delete one that is not used any more.`);
      }
      const workflow = Workflow.define(tenantId, input.name, definition);
      workflow.ownerId = owner;
      workflow.notify = input.notify ?? false;
      await this.keep(unit.manager, workflow, caller.actor);
      unit.announce('flowrepo.flow.created', factsOf(workflow));
      return viewOfWorkflow(workflow);
    });
  }

  /** Makes a new version, unless nothing is different in it. */
  edit(
    tenantId: string,
    id: string,
    changes: EditWorkflowDto,
    expected: number | undefined,
    caller: Caller,
  ): Promise<WorkflowView> {
    return this.transactions.inTenant(tenantId, async (unit) => {
      const workflow = await this.find(unit.manager, id, true);
      assertVersion(workflow.version, expected);
      const { trigger, condition, steps } = workflow.definition;
      const definition = checked({
        trigger: changes.trigger ?? trigger,
        condition: changes.condition === undefined ? condition : changes.condition,
        steps: changes.steps ?? steps,
      });
      const { name = workflow.name, notify = workflow.notify, ownerId = workflow.ownerId } = changes;
      if (workflow.edit({ name, definition, notify, ownerId })) {
        await this.keep(unit.manager, workflow, caller.actor);
        unit.announce('flowrepo.flow.modified', factsOf(workflow));
      }
      return viewOfWorkflow(workflow);
    });
  }

  /** Takes it out of the list; its runs and versions stay readable. */
  remove(tenantId: string, id: string, expected: number | undefined): Promise<void> {
    return this.transactions.inTenant(tenantId, async (unit) => {
      const workflow = await this.find(unit.manager, id, true);
      assertVersion(workflow.version, expected);
      workflow.assertDeletable();
      await unit.manager.softRemove(workflow);
      unit.announce('flowrepo.flow.deleted', factsOf(workflow));
    });
  }

  list(tenantId: string, query: WorkflowQuery): Promise<Page<WorkflowView>> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const builder = manager.createQueryBuilder(Workflow, 'workflow');
      for (const field of ['status', 'trigger', 'ownerId'] as const) {
        if (query[field] !== undefined) builder.andWhere(`workflow.${field} = :${field}`, { [field]: query[field] });
      }
      return mapPage(await pageOf(builder, 'workflow', query), viewOfWorkflow);
    });
  }

  read(tenantId: string, id: string): Promise<WorkflowView> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => viewOfWorkflow(await this.find(manager, id)));
  }

  /** All versions, newest first; of a deleted workflow too, since its runs name them. */
  versions(tenantId: string, id: string): Promise<WorkflowVersionView[]> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const { id: workflowId } = await this.findEver(manager, id);
      const versions = await manager.find(WorkflowVersion, { where: { workflowId }, order: { version: 'DESC' } });
      return versions.map(viewOfVersion);
    });
  }

  /** Those that an event may start. */
  startedBy(manager: EntityManager, trigger: TriggerName): Promise<Workflow[]> {
    return manager.find(Workflow, { where: { trigger, status: 'active' }, order: { id: 'ASC' } });
  }

  /** The definition that a run follows. */
  async definitionOf(manager: EntityManager, workflowId: string, version: number): Promise<Definition> {
    const found = await manager.findOneBy(WorkflowVersion, { workflowId, version });
    if (!found) throw new NoWorkflowVersion(`There is no version ${version} of it.`);
    return found.definition;
  }

  async find(manager: EntityManager, id: string, lock = false): Promise<Workflow> {
    const mode = { mode: 'for_no_key_update' as const };
    const workflow = await manager.findOne(Workflow, { where: { id }, ...(lock ? { lock: mode } : {}) });
    if (!workflow) throw new NoWorkflow('It does not exist.');
    return workflow;
  }

  /** The same, though it be deleted: for what its runs have to know. */
  async findEver(manager: EntityManager, id: string): Promise<Workflow> {
    const workflow = await manager.findOne(Workflow, { where: { id }, withDeleted: true });
    if (!workflow) throw new NoWorkflow('It never existed.');
    return workflow;
  }

  /** Writes a workflow with its new version. */
  async keep(manager: EntityManager, workflow: Workflow, madeBy: string): Promise<void> {
    await manager.save(workflow);
    const { id: workflowId, tenantId, version, name, definition } = workflow;
    const createdAt = new Date();
    const made = { workflowId, version, tenantId, name, definition, madeBy, createdAt };
    await manager.save(Object.assign(new WorkflowVersion(), made));
  }
}

/** @throws 400 `validation-failed` with every mistake and its path */
function checked(input: { trigger: unknown; condition?: unknown; steps: unknown }): Definition {
  const mistakes = mistakesOf(input);
  if (mistakes.length > 0) throw new ValidationFailed(mistakes);
  const { trigger, condition, steps } = input as Definition;
  return { trigger, ...(condition ? { condition } : {}), steps };
}
