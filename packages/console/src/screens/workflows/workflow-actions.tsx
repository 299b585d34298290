import { Link, useNavigate } from '@tanstack/react-router';
import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { answered } from '../../api/api.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { useMay } from '../../session/use-session.js';
import { Button, buttonClass } from '../../ui/button.js';
import { Confirm } from '../../ui/confirm.js';
import { tell } from '../../ui/toasts.js';
import { useAct } from '../../ui/use-act.js';
import type { Workflow, WorkflowStatus } from './workflow-facts.js';

type Act = 'activate' | 'pause' | 'deactivate' | 'delete';

interface Described {
  readonly label: string;
  readonly from: readonly WorkflowStatus[];
  /** What follows from it; without one it is done at once. */
  readonly consequence?: string;
  readonly danger?: boolean;
}

const acts: Readonly<Record<Act, Described>> = {
  activate: { label: 'Activate', from: ['inactive', 'paused'] },
  pause: {
    label: 'Pause',
    from: ['active'],
    consequence: 'No new runs start, and open runs wait before their next step until it is resumed.',
  },
  deactivate: {
    label: 'Deactivate',
    from: ['active', 'paused'],
    danger: true,
    consequence: 'No new runs start, and open runs are cancelled. It can be edited then.',
  },
  delete: {
    label: 'Delete',
    from: ['inactive'],
    danger: true,
    consequence: 'It is deleted for good; its runs and versions stay readable.',
  },
};

/** What may become of a workflow in its state. */
export function WorkflowActions({ workflow, etag }: { workflow: Workflow; etag: string | null }) {
  const { id, status, builtIn, name } = workflow;
  const tenantId = useTenantId();
  const [asked, setAsked] = useState<Exclude<Act, 'activate'>>();
  const act = useWorkflowAct(id, etag);
  const mayWrite = useMay('workflows:write');
  const navigate = useNavigate();
  if (!mayWrite) return null;
  const may = (one: Act): boolean => acts[one].from.includes(status);
  const confirm = async (): Promise<void> => {
    if (!asked) return;
    await act.mutateAsync(asked);
    if (asked === 'delete') await navigate({ to: '/t/$tenantId/workflows', params: { tenantId } });
  };
  return (
    <>
      {may('delete') && !builtIn && (
        <Button look="quiet" onClick={() => setAsked('delete')}>
          Delete
        </Button>
      )}
      {may('deactivate') && <Button onClick={() => setAsked('deactivate')}>Deactivate</Button>}
      {may('pause') && <Button onClick={() => setAsked('pause')}>Pause</Button>}
      {status === 'inactive' && (
        <Link
          to="/t/$tenantId/workflows/$workflowId/edit"
          params={{ tenantId, workflowId: id }}
          className={buttonClass()}
        >
          <Pencil /> Edit
        </Link>
      )}
      {may('activate') && (
        <Button
          look="primary"
          busy={act.isPending && !asked}
          onClick={() => void act.mutateAsync('activate').catch(tell)}
        >
          {status === 'paused' ? 'Resume' : 'Activate'}
        </Button>
      )}
      {asked && (
        <Confirm
          title={`${acts[asked].label} ${name}?`}
          action={acts[asked].label}
          danger={acts[asked].danger ?? false}
          onClose={() => setAsked(undefined)}
          onConfirm={confirm}
        >
          {acts[asked].consequence}
        </Confirm>
      )}
    </>
  );
}

function useWorkflowAct(id: string, etag: string | null) {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const params = { path: { id } };
  const ask = async (act: Act): Promise<void> => {
    if (act === 'activate') await answered(tenantApi.POST('/v1/workflows/{id}/activate', { params }));
    else if (act === 'pause') await answered(tenantApi.POST('/v1/workflows/{id}/pause', { params, body: {} }));
    else if (act === 'deactivate') await answered(tenantApi.POST('/v1/workflows/{id}/deactivate', { params }));
    else {
      const header = { 'If-Match': etag ?? undefined };
      await answered(tenantApi.DELETE('/v1/workflows/{id}', { params: { ...params, header } }));
    }
  };
  return useAct(ask, {
    refresh: [
      ['workflows', tenantId, 'list'],
      ['workflows', tenantId, 'one', id],
      ['runs', tenantId],
    ],
    // The question shows why it was refused; activating asks none.
    quiet: true,
  });
}
