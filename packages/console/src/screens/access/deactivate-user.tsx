import { useState } from 'react';
import { answered } from '../../api/api.js';
import type { Person } from '../../people/use-people.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { Button } from '../../ui/button.js';
import { Confirm } from '../../ui/confirm.js';
import { useAct } from '../../ui/use-act.js';

export function DeactivateUser({ person: { id, name } }: { person: Person }) {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const [asked, setAsked] = useState(false);
  const deactivate = useAct(
    (reason: string) =>
      answered(tenantApi.POST('/v1/users/{id}/deactivate', { params: { path: { id } }, body: { reason } })),
    {
      done: `${name} is deactivated.`,
      quiet: true,
      refresh: [
        ['users', tenantId],
        ['people', tenantId],
        ['sessions', tenantId],
        ['roles', tenantId],
      ],
    },
  );
  return (
    <>
      <Button look="quiet" onClick={() => setAsked(true)}>
        Deactivate
      </Button>
      {asked && (
        <Confirm
          title={`Deactivate ${name}?`}
          action="Deactivate"
          danger
          withReason
          onClose={() => setAsked(false)}
          onConfirm={(reason) => deactivate.mutateAsync(reason)}
        >
          All their sessions and API tokens end at once, their open notifications go to the administrators, and they can
          no longer sign in. What they did stays on record. This cannot be undone; they can be invited again.
        </Confirm>
      )}
    </>
  );
}
