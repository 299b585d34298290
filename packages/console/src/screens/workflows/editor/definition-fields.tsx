import type { FieldError } from '../../../api/problem.js';
import { Button } from '../../../ui/button.js';
import { Panel } from '../../../ui/page.js';
import { type Definition, isAboutContact } from '../workflow-facts.js';
import { ConditionFields } from './condition-fields.js';
import { blankComparison } from './condition-shapes.js';
import { Findings } from './findings.js';
import { StepsFields } from './steps-fields.js';
import { TriggerFields } from './trigger-fields.js';

export interface DefinitionFieldsProps {
  readonly definition: Definition;
  readonly errors: readonly FieldError[];
  readonly onChange: (definition: Definition) => void;
}

/** When, under which condition, and what. */
export function DefinitionFields({ definition, errors, onChange }: DefinitionFieldsProps) {
  const { trigger, condition, steps } = definition;
  const set = (part: Partial<Definition>): void => onChange({ ...definition, ...part });
  return (
    <>
      <Panel title="When">
        <TriggerFields trigger={trigger} onChange={(next) => set({ trigger: next })} />
        <Findings errors={errors} path="trigger" />
      </Panel>
      <Panel
        title="Only if"
        actions={
          condition ? (
            <Button look="quiet" onClick={() => set({ condition: null })}>
              Remove
            </Button>
          ) : (
            <Button look="quiet" onClick={() => set({ condition: blankComparison })}>
              Add a condition
            </Button>
          )
        }
      >
        {condition ? (
          <ConditionFields label="Condition" condition={condition} onChange={(next) => set({ condition: next })} />
        ) : (
          <p className="text-[13px] text-muted">Always.</p>
        )}
        <Findings errors={errors} path="condition" />
      </Panel>
      <Panel title="Steps">
        <StepsFields
          steps={steps}
          path="steps"
          errors={errors}
          aboutContact={isAboutContact(trigger)}
          onChange={(next) => set({ steps: next })}
        />
        <Findings errors={errors} path="steps" exact />
      </Panel>
    </>
  );
}
