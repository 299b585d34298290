import { useState } from 'react';
import { answered, newIntention } from '../../api/api.js';
import { useApi } from '../../routes/roots.js';
import { useUser } from '../../session/use-session.js';
import { Button } from '../../ui/button.js';
import { Confirm } from '../../ui/confirm.js';
import { useAct } from '../../ui/use-act.js';
import type { Onboarding } from './onboarding-statuses.js';

/** For operators: ends the onboarding and takes back what its steps did. */
export function AbortOnboarding({ onboarding }: { onboarding: Onboarding }) {
  const tenantApi = useApi();
  const { kind } = useUser();
  const [intention, setIntention] = useState<string>();
  const abort = useAct(
    (reason: string) =>
      answered(
        tenantApi.POST('/v1/onboarding/abort', {
          params: { header: { 'Idempotency-Key': intention ?? '' } },
          body: { reason },
        }),
      ),
    { done: 'The onboarding is being aborted.', refresh: [['onboarding']], quiet: true },
  );
  if (kind !== 'operator' || onboarding.status !== 'running') return null;
  const effects = onboarding.steps.filter((step) => step.kind === 'automatic' && step.status === 'done');
  return (
    <>
      <Button onClick={() => setIntention(newIntention())}>Abort</Button>
      {intention && (
        <Confirm
          title="Abort the onboarding?"
          action="Abort"
          danger
          withReason
          onClose={() => setIntention(undefined)}
          onConfirm={(reason) => abort.mutateAsync(reason)}
        >
          <p>It ends for good. What its steps did in other services is undone where possible, latest first:</p>
          <ul className="mt-2 list-disc pl-5">
            {[...effects].reverse().map(({ key, title }) => (
              <li key={key}>{title}</li>
            ))}
          </ul>
        </Confirm>
      )}
    </>
  );
}
