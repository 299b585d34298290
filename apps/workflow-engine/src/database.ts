import { defineDatabase } from '@crm/platform';
import { MergedContact } from './merged-contacts/merged-contact.entity.js';
import { CreateWorkflows1764000000000 } from './migrations/1764000000000-create-workflows.js';
import { AddFlowStates1764000000001 } from './migrations/1764000000001-add-flow-states.js';
import { LeadToTraces1764000000002 } from './migrations/1764000000002-lead-to-traces.js';
import { RunStep } from './workflow-runs/run-step.entity.js';
import { WorkflowRun } from './workflow-runs/workflow-run.entity.js';
import { Workflow } from './workflows/workflow.entity.js';
import { WorkflowVersion } from './workflows/workflow-version.entity.js';

export const database = defineDatabase({
  entities: [Workflow, WorkflowVersion, WorkflowRun, RunStep, MergedContact],
  migrations: [CreateWorkflows1764000000000, AddFlowStates1764000000001, LeadToTraces1764000000002],
});
