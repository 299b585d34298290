import { Plus, X } from 'lucide-react';
import type { RequestFailed } from '../../api/problem.js';
import { Button } from '../../ui/button.js';
import { TextField } from '../../ui/field.js';
import type { ContactDraft } from './contact-draft.js';

type Phones = ContactDraft['phones'];

interface PhoneFieldsProps {
  readonly phones: Phones;
  readonly onChange: (phones: Phones) => void;
  readonly failure: RequestFailed | undefined;
}

export function PhoneFields({ phones, onChange, failure }: PhoneFieldsProps) {
  const replace = (at: number, part: Partial<Phones[number]>): void =>
    onChange(phones.map((phone, index) => (index === at ? { ...phone, ...part } : phone)));
  return (
    <fieldset className="flex flex-col gap-2">
      {phones.map((phone, index) => (
        <div key={index} className="flex items-end gap-2">
          <div className="min-w-0 flex-1">
            <TextField
              label={index === 0 ? 'Phone' : `Phone ${index + 1}`}
              value={phone.number}
              onChange={(number) => replace(index, { number })}
              error={failure?.fieldError(`phones.${index}.number`) ?? failure?.fieldError(`phones.${index}`)}
            />
          </div>
          <div className="w-28">
            <TextField label="Label" value={phone.label} onChange={(label) => replace(index, { label })} />
          </div>
          <Button
            look="quiet"
            icon={<X />}
            aria-label={`Remove phone ${index + 1}`}
            onClick={() => onChange(phones.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      <div>
        <Button look="quiet" icon={<Plus />} onClick={() => onChange([...phones, { number: '', label: '' }])}>
          Add a phone number
        </Button>
      </div>
    </fieldset>
  );
}
