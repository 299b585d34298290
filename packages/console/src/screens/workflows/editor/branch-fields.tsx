import type { components } from '../../../api/generated/schema.js';
import type { FieldError } from '../../../api/problem.js';
import { ConditionFields } from './condition-fields.js';
import { StepsFields } from './steps-fields.js';

type BranchStep = components['schemas']['BranchStep'];

interface BranchFieldsProps {
  readonly step: BranchStep;
  readonly path: string;
  readonly errors: readonly FieldError[];
  readonly aboutContact: boolean;
  readonly onChange: (step: BranchStep) => void;
}

/** Two ways to go on, each with steps of its own. */
export function BranchFields({ step, path, onChange, ...inside }: BranchFieldsProps) {
  return (
    <div className="flex flex-col gap-3">
      <ConditionFields
        label="If"
        condition={step.condition}
        onChange={(condition) => onChange({ ...step, condition })}
      />
      <p className="text-xs font-medium text-muted">Then</p>
      <StepsFields
        {...inside}
        steps={step.then}
        path={`${path}.then`}
        onChange={(then) => onChange({ ...step, then })}
      />
      <p className="text-xs font-medium text-muted">Else</p>
      <StepsFields
        {...inside}
        steps={step.else ?? []}
        path={`${path}.else`}
        onChange={(otherwise) => onChange({ ...step, else: otherwise })}
      />
    </div>
  );
}
