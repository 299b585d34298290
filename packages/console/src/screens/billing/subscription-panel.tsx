import { money } from '../../ui/numbers.js';
import { Facts, Panel } from '../../ui/page.js';
import { StateBadge } from '../../ui/state-badge.js';
import { Moment, Time } from '../../ui/time.js';
import type { Subscription } from './billing-queries.js';

export function SubscriptionPanel({ subscription }: { subscription: Subscription }) {
  const { status, plan, currency, monthlyPrice, period, startedAt, trialEndsAt, activatedAt } = subscription;
  const { endedAt, endReason, closedAt, closedReason } = subscription;
  return (
    <Panel title="Subscription">
      <Facts
        facts={[
          ['State', <StateBadge key="status" state={status} />],
          ['Plan', plan ?? '–'],
          ...(monthlyPrice !== null && currency !== null
            ? [['Price', `${money(monthlyPrice, currency)} a month, in advance`] as const]
            : []),
          ...(period
            ? [
                [
                  status === 'trialing' ? 'Trial' : 'Period',
                  <span key="period">
                    <Moment at={period.start} /> to <Moment at={period.end} />
                  </span>,
                ] as const,
              ]
            : []),
          ...(status === 'trialing' ? [['Trial ends', <Time key="trial" at={trialEndsAt} />] as const] : []),
          ['Started', <Moment key="began" at={startedAt} />],
          ...(activatedAt ? [['Activated', <Moment key="active" at={activatedAt} />] as const] : []),
          ...(endedAt ? [['Ended', <Moment key="ended" at={endedAt} />] as const] : []),
          ...(endReason ? [['End reason', endReason.replaceAll('-', ' ')] as const] : []),
          ...(closedAt ? [['Closed', <Moment key="closed" at={closedAt} />] as const] : []),
          ...(closedReason ? [['Reason', closedReason] as const] : []),
        ]}
      />
    </Panel>
  );
}
