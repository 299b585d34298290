import { useState } from 'react';
import { useMay } from '../../session/use-session.js';
import { Button } from '../../ui/button.js';
import { Activate } from './activate.js';
import type { Plan, Subscription } from './billing-queries.js';
import { ChangePlan } from './change-plan.js';

interface SubscriptionActsProps {
  readonly subscription: Subscription;
  readonly etag: string | null;
  readonly plans: readonly Plan[];
}

/** What may be done about the subscription now. */
export function SubscriptionActs(props: SubscriptionActsProps) {
  const { status, endReason } = props.subscription;
  const [asked, setAsked] = useState<'activate' | 'change'>();
  const onClose = () => setAsked(undefined);
  if (!useMay('billing:update')) return null;
  const endedTrial = endReason === 'trial-expired' || endReason === 'trial-cancelled';
  const canActivate = status === 'trialing' || endedTrial;
  const running = status === 'trialing' || status === 'active' || status === 'past-due';
  return (
    <>
      {running && <Button onClick={() => setAsked('change')}>Change plan</Button>}
      {canActivate && (
        <Button look="primary" onClick={() => setAsked('activate')}>
          Activate
        </Button>
      )}
      {asked === 'activate' && <Activate {...props} onClose={onClose} />}
      {asked === 'change' && <ChangePlan {...props} onClose={onClose} />}
    </>
  );
}
