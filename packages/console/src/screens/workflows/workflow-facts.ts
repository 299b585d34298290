import type { components } from '../../api/generated/schema.js';

type Schemas = components['schemas'];

export type Workflow = Schemas['WorkflowView'];
export type WorkflowStatus = Workflow['status'];
export type Trigger = Schemas['Trigger'];
export type TriggerName = Trigger['event'];
export type Condition = Schemas['WorkflowEngineCondition'];
export type Comparison = Schemas['Comparison'];
export type Step = Schemas['WorkflowEngineStep'];
export type Run = Schemas['WorkflowRunView'];
export type RunStatus = Run['status'];

/** What a workflow does: when it begins, under which condition, and its steps. */
export interface Definition {
  readonly trigger: Trigger;
  readonly condition: Condition | null;
  readonly steps: readonly Step[];
}

export const workflowStatuses: readonly WorkflowStatus[] = ['active', 'paused', 'inactive', 'starting', 'stopping'];

export const runStatuses: readonly RunStatus[] = [
  'running',
  'waiting',
  'held',
  'succeeded',
  'failed',
  'cancelled',
  'superseded',
  'checking',
];

export const isOpen = ({ status }: Pick<Run, 'status'>): boolean =>
  ['checking', 'running', 'waiting', 'held'].includes(status);

/** What can start a workflow, as it is said to people. */
export const triggerLabels: Readonly<Record<TriggerName, string>> = {
  'contact.created': 'A contact is created',
  'contact.updated': 'A contact is changed',
  'health-score.changed': 'The health score crosses a band',
  'onboarding.started': 'The onboarding begins',
  'bulk-import.completed': 'An import has finished',
  'audit-alert.triggered': 'An audit alert is raised',
};

export const triggerNames: readonly TriggerName[] = [
  'contact.created',
  'contact.updated',
  'health-score.changed',
  'onboarding.started',
  'bulk-import.completed',
  'audit-alert.triggered',
];

export const isAboutContact = ({ event }: Trigger): boolean =>
  event === 'contact.created' || event === 'contact.updated';
