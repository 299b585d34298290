import { useState } from 'react';
import { SelectField, TextField } from '../../../ui/field.js';

const units = [
  { value: '86400', label: 'days' },
  { value: '3600', label: 'hours' },
  { value: '60', label: 'minutes' },
  { value: '1', label: 'seconds' },
] as const;

interface SecondsFieldProps {
  readonly label: string;
  readonly value: number;
  readonly onChange: (seconds: number) => void;
}

/** A length of time, written in the greatest unit that it is a whole number of. */
export function SecondsField({ label, value, onChange }: SecondsFieldProps) {
  const [unit, setUnit] = useState(
    () => units.find((one) => value > 0 && value % Number(one.value) === 0)?.value ?? '1',
  );
  const [text, setText] = useState(() => String(value / Number(unit)));
  const change = (written: string, size: string): void => {
    setText(written);
    setUnit(units.find((one) => one.value === size)?.value ?? '1');
    onChange(Number(written) * Number(size));
  };
  return (
    <div className="grid max-w-sm grid-cols-2 gap-3">
      <TextField label={label} type="number" value={text} onChange={(written) => change(written, unit)} />
      <SelectField label="Unit" value={unit} choices={units} onChange={(size) => change(text, size)} />
    </div>
  );
}
