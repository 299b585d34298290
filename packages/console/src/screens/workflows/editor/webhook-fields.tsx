import { useState } from 'react';
import type { components } from '../../../api/generated/schema.js';
import { TextArea, TextField } from '../../../ui/field.js';
import { isRecord, readJson } from './read-json.js';

type WebhookStep = components['schemas']['WebhookStep'];

export function WebhookFields({ step, onChange }: { step: WebhookStep; onChange: (step: WebhookStep) => void }) {
  const [text, setText] = useState(() => (step.payload ? JSON.stringify(step.payload, null, 2) : ''));
  const { payload: _, ...bare } = step;
  const read = text.trim() === '' ? undefined : readJson(text);
  const changePayload = (written: string): void => {
    setText(written);
    const value = readJson(written);
    if (written.trim() === '') onChange(bare);
    else if (isRecord(value)) onChange({ ...step, payload: value });
  };
  return (
    <div className="flex flex-col gap-3">
      <TextField
        label="Type"
        value={step.type}
        hint="The event type that receivers get, such as workflow.deal-won."
        onChange={(type) => onChange({ ...step, type })}
      />
      <TextArea
        label="Payload"
        mono
        rows={3}
        value={text}
        hint="A JSON object; the run, the workflow and the contact are added to it."
        error={text.trim() === '' || isRecord(read) ? undefined : 'This is not a JSON object.'}
        onChange={changePayload}
      />
    </div>
  );
}
