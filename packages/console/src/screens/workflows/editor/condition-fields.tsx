import { Plus, X } from 'lucide-react';
import { Button } from '../../../ui/button.js';
import { SelectField } from '../../../ui/field.js';
import type { Condition } from '../workflow-facts.js';
import { ComparisonFields } from './comparison-fields.js';
import { blankComparison, partsOf, shaped, shapeLabels, shapeOf, shapes } from './condition-shapes.js';
import { useKeys } from './use-keys.js';

interface ConditionFieldsProps {
  readonly label: string;
  readonly condition: Condition;
  readonly onChange: (condition: Condition) => void;
}

/** A condition with its parts, which are conditions themselves. */
export function ConditionFields({ label, condition, onChange }: ConditionFieldsProps) {
  const shape = shapeOf(condition);
  const parts = partsOf(condition);
  const { keys, added, removed } = useKeys(parts.length);
  const change = (next: readonly Condition[]): void => onChange(shaped(shape, next));
  const select = (
    <SelectField
      label={label}
      value={shape}
      choices={shapes.map((value) => ({ value, label: shapeLabels[value] }))}
      onChange={(value) => onChange(shaped(value, parts))}
    />
  );
  if ('field' in condition) {
    return (
      <div className="grid gap-3 sm:grid-cols-[8rem_minmax(0,1fr)]">
        {select}
        <ComparisonFields comparison={condition} onChange={onChange} />
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-3">
      <div className="w-32">{select}</div>
      <div className="flex flex-col gap-3 border-l pl-3">
        {parts.map((part, index) => (
          <div key={keys[index] ?? index} className="flex items-end gap-2">
            <div className="min-w-0 flex-1">
              <ConditionFields
                label={`${label} ${index + 1}`}
                condition={part}
                onChange={(next) => change(parts.map((old, at) => (at === index ? next : old)))}
              />
            </div>
            {shape !== 'not' && (
              <Button
                look="quiet"
                icon={<X />}
                aria-label={`Remove ${label} ${index + 1}`}
                disabled={parts.length === 1}
                onClick={() => {
                  removed(index);
                  change(parts.filter((_, at) => at !== index));
                }}
              />
            )}
          </div>
        ))}
        {shape !== 'not' && (
          <div>
            <Button
              look="quiet"
              icon={<Plus />}
              onClick={() => {
                added();
                change([...parts, blankComparison]);
              }}
            >
              Add a condition
            </Button>
          </div>
        )}
      </div>
    </div>
  );
}
