import type { RequestFailed } from '../../api/problem.js';
import { usePeople } from '../../people/use-people.js';
import { SelectField, TextField } from '../../ui/field.js';
import { AttributeField } from './attribute-field.js';
import type { Attribute, ContactDraft } from './contact-draft.js';
import { EmailFields } from './email-fields.js';
import { PhoneFields } from './phone-fields.js';

interface ContactFieldsProps {
  readonly draft: ContactDraft;
  readonly onChange: (draft: ContactDraft) => void;
  readonly attributes: readonly Attribute[];
  readonly failure: RequestFailed | undefined;
}

const texts = [
  ['givenName', 'Given name'],
  ['familyName', 'Family name'],
  ['displayName', 'Display name'],
  ['company', 'Company'],
  ['jobTitle', 'Job title'],
] as const;

/** Everything of a contact that people write. */
export function ContactFields({ draft, onChange, attributes, failure }: ContactFieldsProps) {
  const { people: users } = usePeople();
  const set = (part: Partial<ContactDraft>): void => onChange({ ...draft, ...part });
  return (
    <div className="flex flex-col gap-5">
      <div className="grid gap-4 sm:grid-cols-2">
        {texts.map(([field, label]) => (
          <TextField
            key={field}
            label={label}
            value={draft[field]}
            onChange={(value) => set({ [field]: value })}
            hint={field === 'displayName' ? 'Left empty, it is built from the names.' : undefined}
            error={failure?.fieldError(field)}
          />
        ))}
        {users.length > 0 && (
          <SelectField
            label="Owner"
            value={draft.ownerId}
            choices={[
              { value: '', label: 'no owner' },
              ...users.map(({ id, name, email }) => ({ value: id, label: `${name} · ${email}` })),
            ]}
            onChange={(ownerId) => set({ ownerId })}
            error={failure?.fieldError('ownerId')}
          />
        )}
      </div>
      <EmailFields emails={draft.emails} onChange={(emails) => set({ emails })} failure={failure} />
      <PhoneFields phones={draft.phones} onChange={(phones) => set({ phones })} failure={failure} />
      {attributes.length > 0 && (
        <div className="grid gap-4 sm:grid-cols-2">
          {attributes.map((attribute) => (
            <AttributeField
              key={attribute.key}
              attribute={attribute}
              value={draft.attributes[attribute.key] ?? ''}
              onChange={(value) => set({ attributes: { ...draft.attributes, [attribute.key]: value } })}
              error={failure?.fieldError(`attributes.${attribute.key}`)}
            />
          ))}
        </div>
      )}
    </div>
  );
}
