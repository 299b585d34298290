import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { type FieldError, failureOf } from '../../../api/problem.js';
import { Button } from '../../../ui/button.js';
import { CheckField, TextField } from '../../../ui/field.js';
import { Page, Panel } from '../../../ui/page.js';
import { Notice } from '../../../ui/states.js';
import { Tabs } from '../../../ui/tabs.js';
import { DefinitionFields } from './definition-fields.js';
import { DefinitionJson } from './definition-json.js';
import type { WorkflowDraft } from './draft.js';

interface WorkflowFormProps {
  readonly title: string;
  readonly action: string;
  readonly before: WorkflowDraft;
  readonly view: 'json' | undefined;
  readonly onView: (view: 'json' | undefined) => void;
  readonly onSave: (draft: WorkflowDraft) => Promise<void>;
}

const none: readonly FieldError[] = [];

/** A workflow is written, field by field or as JSON; the service's findings stand where they belong. */
export function WorkflowForm({ title, action, before, view, onView, onSave }: WorkflowFormProps) {
  const formId = useId();
  const [draft, setDraft] = useState(before);
  const [readable, setReadable] = useState(true);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (error !== undefined) form.current?.querySelector('[role=alert]')?.scrollIntoView({ block: 'nearest' });
  }, [error]);
  const failure = error === undefined ? undefined : failureOf(error);
  const errors = failure?.problem.errors ?? none;
  const set = (part: Partial<WorkflowDraft>): void => setDraft((old) => ({ ...old, ...part }));
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    await onSave(draft).catch(setError);
    setBusy(false);
  };
  return (
    <Page
      title={title}
      actions={
        <Button type="submit" form={formId} look="primary" busy={busy} disabled={view === 'json' && !readable}>
          {action}
        </Button>
      }
      bar={
        <Tabs
          label="Editor"
          value={view ?? 'form'}
          choices={[
            { value: 'form', label: 'Form' },
            { value: 'json', label: 'JSON' },
          ]}
          onChange={(value) => onView(value === 'json' ? value : undefined)}
        />
      }
    >
      <form
        ref={form}
        id={formId}
        onSubmit={(event) => void save(event)}
        className="mx-auto flex w-full max-w-3xl flex-col gap-4"
      >
        {failure && (
          <Notice>
            <p className="font-medium">{failure.problem.title}</p>
            {errors.length > 0 ? <p>The problems are shown where they are.</p> : <p>{failure.problem.detail}</p>}
          </Notice>
        )}
        <Panel>
          <div className="flex flex-col gap-4">
            <TextField
              label="Name"
              required
              value={draft.name}
              onChange={(name) => set({ name })}
              error={failure?.fieldError('name')}
            />
            <CheckField
              label="Notify about every run, not only failed ones"
              checked={draft.notify}
              onChange={(notify) => set({ notify })}
            />
          </div>
        </Panel>
        {view === 'json' ? (
          <DefinitionJson
            definition={draft.definition}
            errors={errors}
            onChange={(definition) => set({ definition })}
            onReadable={setReadable}
          />
        ) : (
          <DefinitionFields
            definition={draft.definition}
            errors={errors}
            onChange={(definition) => set({ definition })}
          />
        )}
      </form>
    </Page>
  );
}
