import { useState } from 'react';
import { answered, newIntention } from '../../api/api.js';
import { failureOf } from '../../api/problem.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { useMay } from '../../session/use-session.js';
import { Button } from '../../ui/button.js';
import { Confirm } from '../../ui/confirm.js';
import { TextField } from '../../ui/field.js';
import { useAct } from '../../ui/use-act.js';

/** Puts an address on the list by hand: somebody asked not to be mailed. */
export function AddSuppression() {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const may = useMay('mail:update');
  const [open, setOpen] = useState(false);
  const [address, setAddress] = useState('');
  const [intention, setIntention] = useState(newIntention);
  const add = useAct(
    (note: string) =>
      answered(
        tenantApi.POST('/v1/mail/suppressions', {
          params: { header: { 'Idempotency-Key': intention } },
          body: { address: address.trim(), note },
        }),
      ),
    { done: ({ address: listed }) => `${listed} is suppressed.`, refresh: [['mail', tenantId]], quiet: true },
  );
  if (!may) return null;
  const begin = (): void => {
    setAddress('');
    setIntention(newIntention());
    add.reset();
    setOpen(true);
  };
  return (
    <>
      <Button onClick={begin}>Suppress an address</Button>
      {open && (
        <Confirm
          title="Suppress an address?"
          action="Suppress"
          withReason
          onClose={() => setOpen(false)}
          onConfirm={(note) => add.mutateAsync(note)}
        >
          <TextField
            label="Address"
            type="email"
            required
            value={address}
            onChange={setAddress}
            hint="Nothing is mailed to it until it is removed from the list."
            error={add.error ? failureOf(add.error).fieldError('address') : undefined}
          />
        </Confirm>
      )}
    </>
  );
}
