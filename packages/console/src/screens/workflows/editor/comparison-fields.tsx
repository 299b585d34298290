import { SelectField, TextField } from '../../../ui/field.js';
import { operatorLabel, operatorNames } from '../words.js';
import type { Comparison } from '../workflow-facts.js';
import { ValueField } from './value-field.js';

interface ComparisonFieldsProps {
  readonly comparison: Comparison;
  readonly onChange: (comparison: Comparison) => void;
}

export function ComparisonFields({ comparison, onChange }: ComparisonFieldsProps) {
  const { field, op, value } = comparison;
  const changeOp = (next: typeof op): void => {
    // What is a value for one is none for the other.
    if (next === 'exists') onChange({ field, op: next, value: true });
    else onChange({ field, op: next, value: next === 'in' ? [] : op === 'in' || op === 'exists' ? '' : value });
  };
  return (
    <div className="grid gap-3 sm:grid-cols-[minmax(0,1.2fr)_8rem_minmax(0,1fr)]">
      <TextField
        label="Field"
        placeholder="contact.company"
        value={field}
        onChange={(text) => onChange({ ...comparison, field: text })}
      />
      <SelectField
        label="Operator"
        value={op}
        choices={operatorNames.map((name) => ({ value: name, label: operatorLabel(name) }))}
        onChange={changeOp}
      />
      {op === 'exists' ? (
        <SelectField
          label="Value"
          value={value === false ? 'no' : 'yes'}
          choices={[
            { value: 'yes', label: 'yes' },
            { value: 'no', label: 'no' },
          ]}
          onChange={(text) => onChange({ ...comparison, value: text === 'yes' })}
        />
      ) : (
        <ValueField
          key={op === 'in' ? 'list' : 'one'}
          label={op === 'in' ? 'Values, separated by commas' : 'Value'}
          list={op === 'in'}
          value={value}
          onChange={(next) => onChange({ ...comparison, value: next })}
        />
      )}
    </div>
  );
}
