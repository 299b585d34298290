import { choicesOf, SelectField, TextField } from '../../ui/field.js';
import type { Attribute } from './contact-draft.js';

interface AttributeFieldProps {
  readonly attribute: Attribute;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error: string | undefined;
}

const none = { value: '', label: '–' };
const truths = [none, { value: 'true', label: 'yes' }, { value: 'false', label: 'no' }];

/** A value that the tenant has defined, by its type. */
export function AttributeField({ attribute: { label, type, options }, ...field }: AttributeFieldProps) {
  if (type === 'boolean') return <SelectField label={label} choices={truths} {...field} />;
  if (type === 'enum') {
    const choices = [none, ...choicesOf(options)];
    return <SelectField label={label} choices={choices} {...field} />;
  }
  return <TextField label={label} type={type === 'string' ? 'text' : type} {...field} />;
}
