import { useState } from 'react';
import { answered } from '../../api/api.js';
import { PersonName } from '../../people/person-name.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { useMay, useUser } from '../../session/use-session.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { TextArea } from '../../ui/field.js';
import { Facts } from '../../ui/page.js';
import { StateBadge } from '../../ui/state-badge.js';
import { Notice } from '../../ui/states.js';
import { useAct } from '../../ui/use-act.js';
import type { AccessRequest } from './access-facts.js';

/** An open request: to be decided by those who may, never by whoever asked. */
export function DecideRequest({ request }: { request: AccessRequest }) {
  const [open, setOpen] = useState(false);
  const mayDecide = useMay('roles:update');
  const isMine = useUser().id === request.subjectId;
  if (!mayDecide || isMine) return <StateBadge state={request.status} />;
  return (
    <>
      <Button onClick={() => setOpen(true)}>Decide</Button>
      {open && <Decision request={request} onClose={() => setOpen(false)} />}
    </>
  );
}

function Decision({ request, onClose }: { request: AccessRequest; onClose: () => void }) {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const [note, setNote] = useState('');
  const { id, subjectId, role, reason } = request;
  const decide = useAct(
    (verdict: 'approve' | 'deny') =>
      answered(
        tenantApi.POST(`/v1/access-requests/{id}/${verdict}`, {
          params: { path: { id } },
          body: note.trim() ? { note: note.trim() } : {},
        }),
      ),
    {
      done: ({ status }) => `The request is ${status}.`,
      refresh: [
        ['access-requests', tenantId],
        ['bindings', tenantId],
      ],
      quiet: true,
    },
  );
  const settle = (verdict: 'approve' | 'deny') => () => decide.mutate(verdict, { onSuccess: onClose });
  return (
    <Dialog
      title="Decide on a request"
      onClose={onClose}
      footer={
        <>
          <Button busy={decide.isPending && decide.variables === 'deny'} onClick={settle('deny')}>
            Deny
          </Button>
          <Button look="primary" busy={decide.isPending && decide.variables === 'approve'} onClick={settle('approve')}>
            Approve
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Facts
          facts={[
            ['Who', <PersonName key="who" id={subjectId} />],
            ['Requests', `the role ${role}, in addition to their own`],
            ['Reason', reason],
          ]}
        />
        <TextArea label="Note (visible to them)" value={note} onChange={setNote} rows={2} />
        {decide.error && <Notice error={decide.error} />}
      </div>
    </Dialog>
  );
}
