import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { answered, api, newIntention } from '../../api/api.js';
import { failureOf } from '../../api/problem.js';
import { SelectField, TextField } from '../../ui/field.js';
import { FormDialog } from '../../ui/form-dialog.js';
import { useAct } from '../../ui/use-act.js';
import { planChoices, type TenantPlan } from './tenant-plans.js';

/** A new tenant with its owner, who is invited by mail. */
export function CreateTenant({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate();
  const [intention] = useState(newIntention);
  const [form, setForm] = useState({ name: '', slug: '', plan: 'growth' as TenantPlan, ownerName: '', ownerEmail: '' });
  const set = (field: keyof typeof form) => (value: string) => setForm((old) => ({ ...old, [field]: value }));
  const create = useAct(
    () => {
      const { name, slug, plan, ownerName, ownerEmail } = form;
      const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
      const owner = { name: ownerName, email: ownerEmail };
      return answered(
        api.POST('/v1/tenants', {
          params: { header: { 'Idempotency-Key': intention } },
          body: { name, slug, plan, owner, timeZone },
        }),
      );
    },
    { done: 'Tenant created; its owner was invited.', refresh: [['tenants']], quiet: true },
  );
  const failure = create.error ? failureOf(create.error) : undefined;
  const onSubmit = async (): Promise<void> => {
    const { id } = await create.mutateAsync(undefined);
    onClose();
    await navigate({ to: '/tenants/$id', params: { id } });
  };
  return (
    <FormDialog
      title="New tenant"
      onClose={onClose}
      action="Create"
      busy={create.isPending}
      failure={failure}
      onSubmit={() => void onSubmit().catch(() => undefined)}
    >
      <TextField
        label="Company"
        required
        value={form.name}
        onChange={set('name')}
        error={failure?.fieldError('name')}
      />
      <TextField
        label="Slug"
        required
        hint="Used in URLs: lower-case letters, digits and hyphens."
        value={form.slug}
        onChange={set('slug')}
        error={failure?.fieldError('slug')}
      />
      <SelectField label="Plan" value={form.plan} choices={planChoices} onChange={set('plan')} />
      <TextField label="Owner's name" required value={form.ownerName} onChange={set('ownerName')} />
      <TextField
        label="Owner's e-mail"
        type="email"
        required
        value={form.ownerEmail}
        onChange={set('ownerEmail')}
        error={failure?.fieldError('owner.email')}
      />
    </FormDialog>
  );
}
