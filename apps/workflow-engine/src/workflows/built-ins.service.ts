import { Injectable } from '@nestjs/common';
import { WorkflowConfig } from '../config.js';
import type { UnitOfWork } from '../messaging.js';
import { builtInWorkflows } from './built-in.js';
import { type BuiltIn, Workflow } from './workflow.entity.js';
import { WorkflowsService } from './workflows.service.js';

/** Makes the workflows that every tenant has, each when it is needed for the first time. */
@Injectable()
export class BuiltInsService {
  constructor(
    private readonly workflows: WorkflowsService,
    private readonly config: WorkflowConfig,
  ) {}

  async ofTenant(unit: UnitOfWork, builtIn: BuiltIn): Promise<Workflow> {
    // Of two events at once one makes it and the other waits here.
    await unit.manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`${unit.tenantId} ${builtIn}`]);
    const found = await unit.manager.findOneBy(Workflow, { builtIn });
    if (found) return found;
    const { name, definition } = builtInWorkflows(this.config.WORKFLOW_WELCOME_PAUSE_SECONDS)[builtIn];
    const workflow = Workflow.define(unit.tenantId, name, definition);
    workflow.builtIn = builtIn;
    workflow.status = 'active';
    await this.workflows.keep(unit.manager, workflow, 'service:workflow-engine');
    return workflow;
  }
}
