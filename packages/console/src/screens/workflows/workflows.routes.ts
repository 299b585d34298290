import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { tenantRoute } from '../../routes/roots.js';
import { oneOf, textIn } from '../../routes/search.js';
import {
  type RunStatus,
  runStatuses,
  type TriggerName,
  triggerNames,
  type WorkflowStatus,
  workflowStatuses,
} from './workflow-facts.js';

export const workflowsRoute = createRoute({
  getParentRoute: () => tenantRoute,
  path: 'workflows',
  validateSearch: (raw): { status?: WorkflowStatus; trigger?: TriggerName } => ({
    status: oneOf(raw, 'status', workflowStatuses),
    trigger: oneOf(raw, 'trigger', triggerNames),
  }),
  component: lazyRouteComponent(() => import('./workflows.screen.js'), 'WorkflowsScreen'),
});

interface RunsSearch {
  status?: RunStatus;
  trigger?: TriggerName;
  workflow?: string;
  contact?: string;
}

export const runsRoute = createRoute({
  getParentRoute: () => tenantRoute,
  path: 'workflows/runs',
  validateSearch: (raw): RunsSearch => ({
    status: oneOf(raw, 'status', runStatuses),
    trigger: oneOf(raw, 'trigger', triggerNames),
    workflow: textIn(raw, 'workflow'),
    contact: textIn(raw, 'contact'),
  }),
  component: lazyRouteComponent(() => import('./runs.screen.js'), 'RunsScreen'),
});

export const runRoute = createRoute({
  getParentRoute: () => tenantRoute,
  path: 'workflows/runs/$runId',
  component: lazyRouteComponent(() => import('./run.screen.js'), 'RunScreen'),
});

/** How a definition is written: field by field, or as JSON. */
type EditorView = 'json';
const editorView = (raw: Record<string, unknown>): { view?: EditorView } => ({ view: oneOf(raw, 'view', ['json']) });

export const newWorkflowRoute = createRoute({
  getParentRoute: () => tenantRoute,
  path: 'workflows/new',
  validateSearch: editorView,
  component: lazyRouteComponent(() => import('./new-workflow.screen.js'), 'NewWorkflowScreen'),
});

export const workflowRoute = createRoute({
  getParentRoute: () => tenantRoute,
  path: 'workflows/$workflowId',
  validateSearch: (raw): { tab?: 'versions'; version?: string; against?: string } => ({
    tab: oneOf(raw, 'tab', ['versions']),
    version: textIn(raw, 'version'),
    against: textIn(raw, 'against'),
  }),
  component: lazyRouteComponent(() => import('./workflow.screen.js'), 'WorkflowScreen'),
});

export const editWorkflowRoute = createRoute({
  getParentRoute: () => tenantRoute,
  path: 'workflows/$workflowId/edit',
  validateSearch: editorView,
  component: lazyRouteComponent(() => import('./edit-workflow.screen.js'), 'EditWorkflowScreen'),
});

export const workflowsRoutes = [
  workflowsRoute,
  runsRoute,
  runRoute,
  newWorkflowRoute,
  workflowRoute,
  editWorkflowRoute,
] as const;
