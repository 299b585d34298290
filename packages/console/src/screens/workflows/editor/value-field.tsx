import { useState } from 'react';
import { TextField } from '../../../ui/field.js';
import { listOf, scalarOf, textOf } from './values.js';

interface ValueFieldProps {
  readonly label: string;
  readonly value: unknown;
  readonly list?: boolean;
  readonly onChange: (value: unknown) => void;
}

/** A value that may be a number, true, false or null as well as a text. It stays as it is written while it is. */
export function ValueField({ label, value, list = false, onChange }: ValueFieldProps) {
  const [text, setText] = useState(() => textOf(value));
  const change = (written: string): void => {
    setText(written);
    onChange(list ? listOf(written) : scalarOf(written));
  };
  return <TextField label={label} value={text} onChange={change} />;
}
