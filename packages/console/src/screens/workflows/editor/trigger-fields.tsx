import { SelectField, TextField } from '../../../ui/field.js';
import { type Trigger, triggerLabels, triggerNames } from '../workflow-facts.js';

export function TriggerFields({ trigger, onChange }: { trigger: Trigger; onChange: (trigger: Trigger) => void }) {
  const { event, changedFields = [], direction } = trigger;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <SelectField
        label="Trigger"
        value={event}
        choices={triggerNames.map((value) => ({ value, label: triggerLabels[value] }))}
        onChange={(value) => onChange({ event: value })}
      />
      {event === 'contact.updated' && (
        <TextField
          label="One of these fields"
          hint="Names, separated by commas; left empty, any field."
          value={changedFields.join(',')}
          onChange={(text) =>
            onChange({ event, ...(text === '' ? {} : { changedFields: text.split(',').map((name) => name.trim()) }) })
          }
        />
      )}
      {event === 'health-score.changed' && (
        <SelectField
          label="Direction"
          value={direction ?? ''}
          choices={[
            { value: '', label: 'either way' },
            { value: 'up', label: 'upwards' },
            { value: 'down', label: 'downwards' },
          ]}
          onChange={(value) => onChange(value === '' ? { event } : { event, direction: value })}
        />
      )}
    </div>
  );
}
