import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answered } from '../../api/api.js';
import { failureOf } from '../../api/problem.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { TextField } from '../../ui/field.js';
import { FormDialog } from '../../ui/form-dialog.js';
import { EventTypeFields } from './event-type-fields.js';

export interface EndpointDraft {
  readonly url: string;
  readonly description: string;
  /** Null: all. */
  readonly eventTypes: string[] | null;
}

interface EndpointDialogProps {
  readonly title: string;
  readonly action: string;
  readonly before: EndpointDraft;
  readonly onSave: (draft: EndpointDraft) => Promise<unknown>;
  readonly onClose: () => void;
}

/** An endpoint is written: where it is, and what it wants to hear. */
export function EndpointDialog({ title, action, before, onSave, onClose }: EndpointDialogProps) {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const [draft, setDraft] = useState(before);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const known = useQuery({
    queryKey: ['webhook-event-types', tenantId],
    queryFn: () => answered(tenantApi.GET('/v1/webhook-endpoints/event-types')),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const failure = error === undefined ? undefined : failureOf(error);
  const save = async (): Promise<void> => {
    setBusy(true);
    setError(undefined);
    await onSave(draft).catch(setError);
    setBusy(false);
  };
  return (
    <FormDialog
      title={title}
      onClose={onClose}
      action={action}
      busy={busy}
      failure={failure}
      onSubmit={() => void save()}
    >
      <TextField
        label="URL"
        type="url"
        required
        placeholder="https://"
        hint="A publicly reachable URL; it must answer 2xx once it has accepted a message."
        value={draft.url}
        onChange={(url) => setDraft({ ...draft, url })}
        error={failure?.fieldError('url')}
      />
      <TextField
        label="Description"
        value={draft.description}
        onChange={(description) => setDraft({ ...draft, description })}
        error={failure?.fieldError('description')}
      />
      <EventTypeFields
        known={known.data?.items ?? []}
        chosen={draft.eventTypes}
        onChange={(eventTypes) => setDraft({ ...draft, eventTypes })}
      />
    </FormDialog>
  );
}
