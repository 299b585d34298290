import { useQuery } from '@tanstack/react-query';
import { answered } from '../../api/api.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { Button } from '../../ui/button.js';
import { CopyText } from '../../ui/copy-text.js';
import { Dialog } from '../../ui/dialog.js';
import { Failure, Skeleton } from '../../ui/states.js';

/** The secret that messages are signed with. It is asked for when this opens, and forgotten when it closes. */
export function SecretDialog({ endpointId, onClose }: { endpointId: string; onClose: () => void }) {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const { data, error } = useQuery({
    queryKey: ['webhook-secret', tenantId, endpointId],
    queryFn: () =>
      answered(tenantApi.GET('/v1/webhook-endpoints/{id}/secret', { params: { path: { id: endpointId } } })),
    gcTime: 0,
    staleTime: 0,
  });
  return (
    <Dialog
      title="Signing secret"
      onClose={onClose}
      footer={
        <Button look="primary" onClick={onClose}>
          {' '}
          Done{' '}
        </Button>
      }
    >
      {error ? (
        <Failure error={error} />
      ) : (
        <div className="flex flex-col gap-3 text-[13px]">
          <p className="text-muted">
            Your receiver verifies with it that a message is ours; any Standard Webhooks library accepts it as it is.
          </p>
          {data ? <CopyText text={data.secret} /> : <Skeleton className="h-5" />}
          {data?.previousSecret && (
            <>
              <p className="text-muted">The previous secret, which is still valid:</p>
              <CopyText text={data.previousSecret} />
            </>
          )}
        </div>
      )}
    </Dialog>
  );
}
