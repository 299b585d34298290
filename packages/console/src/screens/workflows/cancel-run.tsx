import { useState } from 'react';
import { answered } from '../../api/api.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { useMay } from '../../session/use-session.js';
import { Button } from '../../ui/button.js';
import { Confirm } from '../../ui/confirm.js';
import { useAct } from '../../ui/use-act.js';
import { isOpen, type Run } from './workflow-facts.js';

export function CancelRun({ run }: { run: Run }) {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const may = useMay('workflows:write');
  const [asked, setAsked] = useState(false);
  const cancel = useAct(
    () => answered(tenantApi.POST('/v1/workflow-runs/{id}/cancel', { params: { path: { id: run.id } } })),
    { done: 'Run cancelled.', refresh: [['runs', tenantId]], quiet: true },
  );
  if (!may || !isOpen(run)) return null;
  return (
    <>
      <Button onClick={() => setAsked(true)}>Cancel run</Button>
      {asked && (
        <Confirm
          title="Cancel this run?"
          action="Cancel run"
          danger
          onClose={() => setAsked(false)}
          onConfirm={() => cancel.mutateAsync(undefined)}
        >
          It takes no further steps. What it has done stays done.
        </Confirm>
      )}
    </>
  );
}
