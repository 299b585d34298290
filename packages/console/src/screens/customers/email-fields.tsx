import { Plus, X } from 'lucide-react';
import { useId } from 'react';
import type { RequestFailed } from '../../api/problem.js';
import { Button } from '../../ui/button.js';
import { TextField } from '../../ui/field.js';
import type { ContactDraft } from './contact-draft.js';

type Emails = ContactDraft['emails'];

interface EmailFieldsProps {
  readonly emails: Emails;
  readonly onChange: (emails: Emails) => void;
  readonly failure: RequestFailed | undefined;
}

/** Any number of addresses, one of which is the first to write to. */
export function EmailFields({ emails, onChange, failure }: EmailFieldsProps) {
  const name = useId();
  const replace = (at: number, address: string): void =>
    onChange(emails.map((email, index) => (index === at ? { ...email, address } : email)));
  const remove = (at: number): void => {
    const left = emails.filter((_, index) => index !== at);
    const first = emails[at]?.primary ? 0 : left.findIndex(({ primary }) => primary);
    onChange(left.map((email, index) => ({ ...email, primary: index === first })));
  };
  return (
    <fieldset className="flex flex-col gap-2">
      {emails.map((email, index) => (
        <div key={index} className="flex items-end gap-2">
          <div className="min-w-0 flex-1">
            <TextField
              label={index === 0 ? 'E-mail' : `E-mail ${index + 1}`}
              type="email"
              value={email.address}
              onChange={(address) => replace(index, address)}
              error={failure?.fieldError(`emails.${index}.address`) ?? failure?.fieldError(`emails.${index}`)}
            />
          </div>
          <label className="flex h-8 items-center gap-1.5 text-[13px] text-muted">
            <input
              type="radio"
              name={name}
              className="accent-accent"
              checked={email.primary}
              onChange={() => onChange(emails.map((other, at) => ({ ...other, primary: at === index })))}
            />
            primary
          </label>
          <Button look="quiet" icon={<X />} aria-label={`Remove e-mail ${index + 1}`} onClick={() => remove(index)} />
        </div>
      ))}
      <div>
        <Button
          look="quiet"
          icon={<Plus />}
          onClick={() => onChange([...emails, { address: '', primary: emails.length === 0 }])}
        >
          Add an e-mail address
        </Button>
      </div>
    </fieldset>
  );
}
