import type { components } from '../../../api/generated/schema.js';
import { usePeople } from '../../../people/use-people.js';
import { choicesOf, SelectField, TextArea, TextField } from '../../../ui/field.js';

type NotifyStep = components['schemas']['NotifyStep'];

const severities = ['info', 'medium', 'high', 'critical'] as const;

export function NotifyFields({ step, onChange }: { step: NotifyStep; onChange: (step: NotifyStep) => void }) {
  const { people: users } = usePeople();
  const { title, text, severity = 'info', userId = '' } = step;
  return (
    <div className="flex flex-col gap-3">
      <TextField label="Title" value={title} onChange={(value) => onChange({ ...step, title: value })} />
      <TextArea
        label="Text"
        rows={3}
        value={text}
        hint="{{event.<name>}} is filled in from the event."
        onChange={(value) => onChange({ ...step, text: value })}
      />
      <div className="grid gap-3 sm:grid-cols-2">
        <SelectField
          label="Severity"
          value={severity}
          choices={choicesOf(severities)}
          onChange={(value) => onChange({ ...step, severity: value })}
        />
        <SelectField
          label="Recipient"
          value={userId}
          choices={[
            { value: '', label: 'all administrators' },
            ...users.map(({ id, name, email }) => ({ value: id, label: `${name} · ${email}` })),
          ]}
          onChange={(value) => onChange({ ...step, userId: value || undefined })}
        />
      </div>
    </div>
  );
}
