import { RotateCw } from 'lucide-react';
import { answered } from '../../api/api.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { useMay } from '../../session/use-session.js';
import { Button } from '../../ui/button.js';
import { useAct } from '../../ui/use-act.js';
import { isReplayable, type Message } from './webhook-facts.js';

/** Sends a message again under the same id, by which its receiver knows it again. */
export function ReplayMessage({ message }: { message: Message }) {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const may = useMay('webhooks:write');
  const replay = useAct(
    () => answered(tenantApi.POST('/v1/webhook-messages/{id}/replay', { params: { path: { id: message.id } } })),
    { done: 'Queued again, with all its attempts.', refresh: [['webhook-messages', tenantId]] },
  );
  if (!may || !isReplayable(message)) return null;
  return (
    <Button look="primary" icon={<RotateCw />} busy={replay.isPending} onClick={() => replay.mutate(undefined)}>
      Replay
    </Button>
  );
}
