import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import type { components } from '../../../api/generated/schema.js';
import { Button } from '../../../ui/button.js';
import { TextField } from '../../../ui/field.js';
import { scalarOf, textOf } from './values.js';

type SetStep = components['schemas']['SetStep'];

/** Fields of the contact and what they become. They are kept as they are written, since two may be called alike for a while. */
export function SetFields({ step, onChange }: { step: SetStep; onChange: (step: SetStep) => void }) {
  const [rows, setRows] = useState(() =>
    Object.entries(step.fields).map(([name, value]) => [name, textOf(value)] as const),
  );
  const change = (next: typeof rows): void => {
    setRows(next);
    const fields = next.filter(([name]) => name.trim() !== '').map(([name, text]) => [name.trim(), scalarOf(text)]);
    onChange({ ...step, fields: Object.fromEntries(fields) });
  };
  const replace = (index: number, row: (typeof rows)[number]): void =>
    change(rows.map((old, at) => (at === index ? row : old)));
  return (
    <div className="flex flex-col gap-2">
      {rows.map(([name, text], index) => (
        <div key={index} className="flex items-end gap-2">
          <div className="min-w-0 flex-1">
            <TextField label="Field" value={name} onChange={(written) => replace(index, [written, text])} />
          </div>
          <div className="min-w-0 flex-1">
            <TextField label="New value" value={text} onChange={(written) => replace(index, [name, written])} />
          </div>
          <Button
            look="quiet"
            icon={<X />}
            aria-label={`Remove field ${index + 1}`}
            onClick={() => change(rows.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      <div>
        <Button look="quiet" icon={<Plus />} onClick={() => change([...rows, ['', '']])}>
          Add a field
        </Button>
      </div>
    </div>
  );
}
