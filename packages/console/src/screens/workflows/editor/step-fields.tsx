import type { Step } from '../workflow-facts.js';
import { BranchFields } from './branch-fields.js';
import type { NestedSteps } from './nested-steps.js';
import { NotifyFields } from './notify-fields.js';
import { SetFields } from './set-fields.js';
import { WaitFields } from './wait-fields.js';
import { WebhookFields } from './webhook-fields.js';

interface StepFieldsProps {
  readonly step: Step;
  readonly nested: NestedSteps;
  readonly onChange: (step: Step) => void;
}

/** What is written of a step, by its kind. */
export function StepFields({ step, nested, onChange }: StepFieldsProps) {
  switch (step.kind) {
    case 'set':
      return <SetFields step={step} onChange={onChange} />;
    case 'wait':
      return <WaitFields step={step} onChange={onChange} />;
    case 'branch':
      return <BranchFields step={step} nested={nested} onChange={onChange} />;
    case 'call':
      return step.action === 'notify' ? (
        <NotifyFields step={step} onChange={onChange} />
      ) : (
        <WebhookFields step={step} onChange={onChange} />
      );
  }
}
