import { useState } from 'react';
import { TextArea } from '../../../ui/field.js';
import { Panel } from '../../../ui/page.js';
import type { DefinitionFieldsProps } from './definition-fields.js';
import { Findings } from './findings.js';
import { isDefinition } from './is-definition.js';
import { readJson } from './read-json.js';

interface DefinitionJsonProps extends DefinitionFieldsProps {
  /** Told whether what is written can be saved. */
  readonly onReadable: (readable: boolean) => void;
}

/** The definition as the API has it. */
export function DefinitionJson({ definition, errors, onChange, onReadable }: DefinitionJsonProps) {
  const [text, setText] = useState(() => JSON.stringify(definition, null, 2));
  const read = readJson(text);
  const change = (written: string): void => {
    setText(written);
    const value = readJson(written);
    onReadable(isDefinition(value));
    if (isDefinition(value)) onChange({ ...value, condition: value.condition ?? null });
  };
  return (
    <Panel title="Definition">
      <TextArea
        label="Trigger, condition and steps"
        mono
        rows={26}
        value={text}
        onChange={change}
        error={faultOf(read)}
      />
      <Findings errors={errors} />
    </Panel>
  );
}

function faultOf(read: unknown): string | undefined {
  if (read === undefined) return 'This is not valid JSON.';
  return isDefinition(read) ? undefined : 'It needs a trigger with an event, and a list of steps of known kinds.';
}
