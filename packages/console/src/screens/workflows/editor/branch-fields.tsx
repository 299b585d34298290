import type { components } from '../../../api/generated/schema.js';
import { ConditionFields } from './condition-fields.js';
import type { NestedSteps } from './nested-steps.js';

type BranchStep = components['schemas']['BranchStep'];

interface BranchFieldsProps {
  readonly step: BranchStep;
  readonly nested: NestedSteps;
  readonly onChange: (step: BranchStep) => void;
}

/** Two ways to go on, each with steps of its own. */
export function BranchFields({ step, nested, onChange }: BranchFieldsProps) {
  return (
    <div className="flex flex-col gap-3">
      <ConditionFields
        label="If"
        condition={step.condition}
        onChange={(condition) => onChange({ ...step, condition })}
      />
      <p className="text-xs font-medium text-muted">Then</p>
      {nested('then', step.then, (then) => onChange({ ...step, then }))}
      <p className="text-xs font-medium text-muted">Else</p>
      {nested('else', step.else ?? [], (otherwise) => onChange({ ...step, else: otherwise }))}
    </div>
  );
}
