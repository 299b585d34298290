import { useState } from 'react';
import { answered } from '../../api/api.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { useMay } from '../../session/use-session.js';
import { Button } from '../../ui/button.js';
import { Confirm } from '../../ui/confirm.js';
import { Panel } from '../../ui/page.js';
import { useAct } from '../../ui/use-act.js';
import { SecretDialog } from './secret-dialog.js';
import type { Endpoint } from './webhook-facts.js';

/** The signing secret is shown on demand, and changed without an interruption. */
export function EndpointSecret({ endpoint: { id, previousSecretUntil } }: { endpoint: Endpoint }) {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const may = useMay('webhooks:write');
  const [shown, setShown] = useState(false);
  const [rotating, setRotating] = useState(false);
  const rotate = useAct(
    () => answered(tenantApi.POST('/v1/webhook-endpoints/{id}/rotate-secret', { params: { path: { id } } })),
    { done: 'Secret rotated; both are valid for 24 hours.', refresh: [['webhook-endpoints', tenantId]], quiet: true },
  );
  if (!may) return null;
  return (
    <Panel title="Signing secret">
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => setShown(true)}>Show</Button>
        <Button onClick={() => setRotating(true)}>Rotate</Button>
      </div>
      {shown && <SecretDialog endpointId={id} onClose={() => setShown(false)} />}
      {rotating && (
        <Confirm
          title="Rotate the signing secret?"
          action="Rotate"
          danger={previousSecretUntil !== null}
          onClose={() => setRotating(false)}
          onConfirm={async () => {
            await rotate.mutateAsync(undefined);
            setShown(true);
          }}
        >
          A new secret is created. For 24 hours every message is signed by both, so that your receiver can switch over
          without missing one; then the old one expires.
          {previousSecretUntil && ' Two secrets are valid already: the older one expires at once.'}
        </Confirm>
      )}
    </Panel>
  );
}
