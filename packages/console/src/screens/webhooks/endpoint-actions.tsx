import { useNavigate } from '@tanstack/react-router';
import { Pencil, Send } from 'lucide-react';
import { useState } from 'react';
import { answered } from '../../api/api.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { useMay } from '../../session/use-session.js';
import { Button } from '../../ui/button.js';
import { Confirm } from '../../ui/confirm.js';
import { useAct } from '../../ui/use-act.js';
import { EndpointDialog } from './endpoint-dialog.js';
import type { Endpoint } from './webhook-facts.js';

type Asked = 'edit' | 'disable' | 'delete';

/** What can be done with an endpoint. */
export function EndpointActions({ endpoint, etag }: { endpoint: Endpoint; etag: string | null }) {
  const tenantId = useTenantId();
  const navigate = useNavigate();
  const mayWrite = useMay('webhooks:write');
  const [asked, setAsked] = useState<Asked>();
  const { enable, disable, remove, test, edit } = useEndpointActs(endpoint.id, etag);
  const close = (): void => setAsked(undefined);
  if (!mayWrite) return null;
  const { url, description, eventTypes, status } = endpoint;
  const testNow = async (): Promise<void> => {
    const { id: messageId } = await test.mutateAsync(undefined);
    await navigate({ to: '/t/$tenantId/webhooks/messages/$messageId', params: { tenantId, messageId } });
  };
  return (
    <>
      <Button look="quiet" onClick={() => setAsked('delete')}>
        Delete
      </Button>
      {status === 'enabled' ? (
        <Button onClick={() => setAsked('disable')}>Disable</Button>
      ) : (
        <Button busy={enable.isPending} onClick={() => enable.mutate(undefined)}>
          Enable
        </Button>
      )}
      <Button icon={<Pencil />} onClick={() => setAsked('edit')}>
        Edit
      </Button>
      {status === 'enabled' && (
        <Button
          look="primary"
          icon={<Send />}
          busy={test.isPending}
          onClick={() => void testNow().catch(() => undefined)}
        >
          Send a test
        </Button>
      )}
      {asked === 'edit' && (
        <EndpointDialog
          title="Edit endpoint"
          action="Save"
          before={{ url, description, eventTypes }}
          onClose={close}
          onSave={async (draft) => {
            await edit.mutateAsync(draft);
            close();
          }}
        />
      )}
      {asked === 'disable' && (
        <Confirm
          title="Disable this endpoint?"
          action="Disable"
          danger
          onClose={close}
          onConfirm={() => disable.mutateAsync(undefined)}
        >
          It gets no more messages, and those still pending fail. They can be replayed once it is enabled again.
        </Confirm>
      )}
      {asked === 'delete' && (
        <Confirm
          title="Delete this endpoint?"
          action="Delete"
          danger
          onClose={close}
          onConfirm={async () => {
            await remove.mutateAsync(undefined);
            await navigate({ to: '/t/$tenantId/webhooks', params: { tenantId } });
          }}
        >
          Pending messages fail; what was sent stays in the log. Its secret is deleted.
        </Confirm>
      )}
    </>
  );
}

function useEndpointActs(id: string, etag: string | null) {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const refresh = [
    ['webhook-endpoints', tenantId],
    ['webhook-messages', tenantId],
  ];
  const params = { path: { id } };
  return {
    enable: useAct(() => answered(tenantApi.POST('/v1/webhook-endpoints/{id}/enable', { params })), {
      done: 'Endpoint enabled.',
      refresh,
    }),
    disable: useAct(() => answered(tenantApi.POST('/v1/webhook-endpoints/{id}/disable', { params })), {
      done: 'Endpoint disabled.',
      refresh,
      quiet: true,
    }),
    remove: useAct(() => answered(tenantApi.DELETE('/v1/webhook-endpoints/{id}', { params })), {
      done: 'Endpoint deleted.',
      refresh: [['webhook-endpoints', tenantId, 'list']],
      quiet: true,
    }),
    test: useAct(() => answered(tenantApi.POST('/v1/webhook-endpoints/{id}/test', { params })), { refresh }),
    edit: useAct(
      (body: { url: string; description: string; eventTypes: string[] | null }) => {
        const header = { 'If-Match': etag ?? undefined };
        return answered(tenantApi.PATCH('/v1/webhook-endpoints/{id}', { params: { ...params, header }, body }));
      },
      { done: 'Endpoint saved.', refresh, quiet: true },
    ),
  };
}
