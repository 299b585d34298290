import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answered } from '../../api/api.js';
import type { components } from '../../api/generated/schema.js';
import { failureOf } from '../../api/problem.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { FormDialog } from '../../ui/form-dialog.js';
import { type ContactDraft, changesOf } from './contact-draft.js';
import { ContactFields } from './contact-fields.js';

interface ContactDialogProps {
  readonly title: string;
  readonly action: string;
  readonly before: ContactDraft;
  /** Gets what is different from before; the dialog shows why it was refused. */
  readonly onSave: (changes: components['schemas']['ContactDto']) => Promise<unknown>;
  readonly onClose: () => void;
}

/** A contact is written: a new one, or one that is there. */
export function ContactDialog({ title, action, before, onSave, onClose }: ContactDialogProps) {
  const attributes = useAttributes();
  const [draft, setDraft] = useState(before);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const failure = error === undefined ? undefined : failureOf(error);
  const save = async (): Promise<void> => {
    setBusy(true);
    setError(undefined);
    try {
      await onSave(changesOf(before, draft, attributes));
    } catch (failed) {
      setError(failed);
      setBusy(false);
    }
  };
  return (
    <FormDialog
      title={title}
      onClose={onClose}
      wide
      action={action}
      busy={busy}
      failure={failure}
      onSubmit={() => void save()}
    >
      <ContactFields draft={draft} onChange={setDraft} attributes={attributes} failure={failure} />
    </FormDialog>
  );
}

const none: readonly components['schemas']['AttributeView'][] = [];

/** What the tenant has defined beside the standard fields. */
export function useAttributes(): readonly components['schemas']['AttributeView'][] {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const { data } = useQuery({
    queryKey: ['attributes', tenantId],
    queryFn: () => answered(tenantApi.GET('/v1/attributes')),
    staleTime: 60_000,
  });
  return data?.items ?? none;
}
