import type { Step } from '../workflow-facts.js';
import { blankComparison } from './condition-shapes.js';

interface BlankStep {
  readonly label: string;
  readonly step: Step;
  /** Only where the workflow is about a contact. */
  readonly ofContacts?: true;
}

const day = 86_400;

/** What a step can be, as it is added. */
export const blankSteps: readonly BlankStep[] = [
  { label: 'Set fields', step: { kind: 'set', fields: { jobTitle: '' } }, ofContacts: true },
  { label: 'Wait', step: { kind: 'wait', seconds: day } },
  {
    label: 'Wait for a change',
    step: { kind: 'wait', until: { event: 'contact.updated', timeout: day } },
    ofContacts: true,
  },
  { label: 'Notify', step: { kind: 'call', action: 'notify', title: '', text: '' } },
  { label: 'Send a webhook', step: { kind: 'call', action: 'webhook', type: 'workflow.' } },
  // biome-ignore lint/suspicious/noThenProperty: a branch has a list of steps for then
  { label: 'Branch', step: { kind: 'branch', condition: blankComparison, then: [] } },
];

export function labelOf(step: Step): string {
  if (step.kind === 'set') return 'Set fields';
  if (step.kind === 'branch') return 'Branch';
  if (step.kind === 'wait') return step.until ? 'Wait for a change' : 'Wait';
  return step.action === 'notify' ? 'Notify' : 'Send a webhook';
}
