import { useState } from 'react';
import { CheckField, TextField } from '../../ui/field.js';

interface EventTypeFieldsProps {
  readonly known: readonly string[];
  readonly chosen: readonly string[] | null;
  readonly onChange: (chosen: string[] | null) => void;
}

/** What an endpoint is told of: everything, or some types, among them those that workflows make up. */
export function EventTypeFields({ known, chosen, onChange }: EventTypeFieldsProps) {
  const ofWorkflows = (types: readonly string[]): string[] => types.filter((type) => !known.includes(type));
  const [written, setWritten] = useState<string>();
  const text = written ?? ofWorkflows(chosen ?? []).join(', ');
  const typesIn = (list: string): string[] =>
    list
      .split(',')
      .map((type) => type.trim())
      .filter((type) => type !== '');
  const own = (chosen ?? []).filter((type) => known.includes(type));
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 text-xs font-medium text-muted">Event types</legend>
      <CheckField
        label="All, including future ones"
        checked={chosen === null}
        onChange={(all) => onChange(all ? null : [...known])}
      />
      {chosen !== null && (
        <div className="ml-6 flex flex-col gap-2">
          {known.map((type) => (
            <CheckField
              key={type}
              label={type}
              checked={chosen.includes(type)}
              onChange={(wanted) => onChange(wanted ? [...chosen, type] : chosen.filter((other) => other !== type))}
            />
          ))}
          <TextField
            label="Types sent by your workflows"
            placeholder="workflow.deal-won"
            hint="Separated by commas."
            value={text}
            onChange={(list) => {
              setWritten(list);
              onChange([...own, ...typesIn(list)]);
            }}
          />
        </div>
      )}
    </fieldset>
  );
}
