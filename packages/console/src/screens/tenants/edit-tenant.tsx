import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { answered, answeredWithTag, apiIn } from '../../api/api.js';
import { ifMatch } from '../../api/if-match.js';
import { failureOf } from '../../api/problem.js';
import { Awaited } from '../../ui/awaited.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { SelectField, TextField } from '../../ui/field.js';
import { Notice } from '../../ui/states.js';
import { useAct } from '../../ui/use-act.js';
import type { Tenant } from './tenant-facts.js';
import { planChoices } from './tenant-plans.js';

interface EditTenantProps {
  readonly tenantId: string;
  readonly onClose: () => void;
}

/** Edits the tenant as it is now: what somebody else changes meanwhile is not overwritten. */
export function EditTenant({ tenantId, onClose }: EditTenantProps) {
  const formId = useId();
  const [busy, setBusy] = useState(false);
  const read = useQuery({
    queryKey: ['tenant', tenantId, 'to-edit'],
    queryFn: () => answeredWithTag(apiIn(tenantId).GET('/v1/tenants/{id}', { params: { path: { id: tenantId } } })),
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  return (
    <Dialog
      title="Edit tenant"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} look="primary" busy={busy} disabled={!read.data}>
            Save
          </Button>
        </>
      }
    >
      {!read.isSuccess && <Awaited query={read} />}
      {read.data && (
        <Form formId={formId} tenant={read.data.data} etag={read.data.etag} onBusy={setBusy} onSaved={onClose} />
      )}
    </Dialog>
  );
}

interface FormProps {
  readonly formId: string;
  readonly tenant: Tenant;
  readonly etag: string | null;
  readonly onBusy: (busy: boolean) => void;
  readonly onSaved: () => void;
}

function Form({ formId, tenant, etag, onBusy, onSaved }: FormProps) {
  const [form, setForm] = useState({ name: tenant.name, timeZone: tenant.timeZone, plan: tenant.plan });
  const save = useAct(
    () =>
      answered(
        apiIn(tenant.id).PATCH('/v1/tenants/{id}', {
          params: { path: { id: tenant.id }, header: ifMatch(etag) },
          body: form,
        }),
      ),
    { done: 'Tenant saved.', refresh: [['tenant', tenant.id], ['tenants']], quiet: true },
  );
  const failure = save.error ? failureOf(save.error) : undefined;
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    onBusy(true);
    try {
      await save.mutateAsync(undefined);
      onSaved();
    } finally {
      onBusy(false);
    }
  };
  return (
    <form id={formId} onSubmit={(event) => void onSubmit(event).catch(() => undefined)} className="flex flex-col gap-4">
      <TextField
        label="Company"
        required
        value={form.name}
        onChange={(name) => setForm((old) => ({ ...old, name }))}
        error={failure?.fieldError('name')}
      />
      <TextField
        label="Time zone"
        required
        hint="An IANA time zone, such as Europe/Berlin."
        value={form.timeZone}
        onChange={(timeZone) => setForm((old) => ({ ...old, timeZone }))}
        error={failure?.fieldError('timeZone')}
      />
      <SelectField
        label="Plan"
        hint="Shown in lists. What the tenant pays for is its subscription, which is changed under Billing."
        value={form.plan}
        choices={planChoices}
        onChange={(value) => setForm((old) => ({ ...old, plan: value }))}
      />
      {failure && <Notice error={failure} />}
    </form>
  );
}
