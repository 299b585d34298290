import { useState } from 'react';
import { answered, api } from '../../api/api.js';
import { failureOf } from '../../api/problem.js';
import { useUser } from '../../session/use-session.js';
import { Button } from '../../ui/button.js';
import { CopyText } from '../../ui/copy-text.js';
import { Dialog } from '../../ui/dialog.js';
import { SelectField, TextField } from '../../ui/field.js';
import { FormDialog } from '../../ui/form-dialog.js';
import { useAct } from '../../ui/use-act.js';
import { ScopeChoice } from './scope-choice.js';

const dayMs = 86_400_000;
const lives = [7, 30, 90, 365].map((days) => ({ value: String(days), label: `${days} days` }));

/** Makes a token and shows it, this once. */
export function NewApiToken({ onClose }: { onClose: () => void }) {
  const { permissions } = useUser();
  const [name, setName] = useState('');
  const [days, setDays] = useState('90');
  const [scopes, setScopes] = useState<ReadonlySet<string>>(new Set());
  const create = useAct(
    () => {
      const expiresAt = new Date(Date.now() + Number(days) * dayMs).toISOString();
      return answered(api.POST('/v1/api-tokens', { body: { name, scopes: [...scopes], expiresAt } }));
    },
    { refresh: [['api-tokens']], quiet: true },
  );
  if (create.data) return <ShownOnce token={create.data.token} onClose={onClose} />;
  const failure = create.error ? failureOf(create.error) : undefined;
  const onSubmit = (): void => {
    create.mutate(undefined);
  };
  return (
    <FormDialog
      title="New API token"
      wide
      onClose={onClose}
      action={`Create with ${scopes.size} ${scopes.size === 1 ? 'scope' : 'scopes'}`}
      disabled={scopes.size === 0}
      busy={create.isPending}
      failure={failure}
      onSubmit={onSubmit}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField label="Name" required value={name} onChange={setName} error={failure?.fieldError('name')} />
        <SelectField
          label="Expires after"
          value={days}
          choices={lives}
          onChange={setDays}
          error={failure?.fieldError('expiresAt')}
        />
      </div>
      <ScopeChoice permissions={permissions} chosen={scopes} onChange={setScopes} />
    </FormDialog>
  );
}

function ShownOnce({ token, onClose }: { token: string; onClose: () => void }) {
  return (
    <Dialog
      title="Your new API token"
      onClose={onClose}
      footer={
        <Button look="primary" onClick={onClose}>
          I have saved it
        </Button>
      }
    >
      <p className="text-muted">Copy it now: it is shown only once.</p>
      <div className="mt-3 rounded-md bg-sunken p-3">
        <CopyText text={token} />
      </div>
      <p className="mt-3 text-muted">
        Programs send it as <span className="font-mono text-xs">Authorization: Bearer …</span>
      </p>
    </Dialog>
  );
}
