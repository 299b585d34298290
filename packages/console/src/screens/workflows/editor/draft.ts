import type { Definition, Workflow } from '../workflow-facts.js';

/** A workflow as it is being written. */
export interface WorkflowDraft {
  readonly name: string;
  readonly notify: boolean;
  readonly definition: Definition;
}

export const blankDraft: WorkflowDraft = {
  name: '',
  notify: false,
  definition: { trigger: { event: 'contact.created' }, condition: null, steps: [] },
};

export function draftOf({ name, notify, trigger, condition, steps }: Workflow): WorkflowDraft {
  return { name, notify, definition: { trigger, condition, steps } };
}
