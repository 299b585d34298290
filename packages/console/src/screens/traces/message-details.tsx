import { ActorName } from '../../people/actor-name.js';
import { CopyText } from '../../ui/copy-text.js';
import { JsonView } from '../../ui/json-view.js';
import { duration } from '../../ui/numbers.js';
import { Facts } from '../../ui/page.js';
import { SidePanel } from '../../ui/side-panel.js';
import { StateBadge } from '../../ui/state-badge.js';
import { Moment } from '../../ui/time.js';
import { shortType, type TraceNode } from './trace-model.js';

/** One message: who said it and why, what it holds, and what became of it where it is heard. */
export function MessageDetails({ node, onClose }: { node: TraceNode; onClose: () => void }) {
  const { eventId, type, service, subject, tenantId, actor, at, publishedAt, hopCount, deliveries, payload } = node;
  return (
    <SidePanel label="Message" title={shortType(type)} onClose={onClose}>
      <div className="flex flex-col gap-5 p-4">
        <Facts
          facts={[
            [
              'Type',
              <code key="type" className="text-xs">
                {type}
              </code>,
            ],
            ['Id', <CopyText key="id" text={eventId} />],
            ['Published by', service],
            ['Subject', <CopyText key="subject" text={subject} />],
            ['Actor', <ActorName key="actor" actor={actor} {...(tenantId ? { tenantId } : {})} />],
            ['Happened', <Moment key="at" at={at} />],
            ['Published', <Moment key="published" at={publishedAt} />],
            ['Hops', String(hopCount)],
          ]}
        />
        <section>
          <h3 className="mb-1.5 text-xs font-medium text-faint">Consumed by</h3>
          {deliveries.length === 0 && (
            <p className="text-[13px] text-muted">Nobody on the map: it is a service event on the bus.</p>
          )}
          <ul className="flex flex-col divide-y">
            {deliveries.map((delivery) => (
              <li key={delivery.service} className="flex flex-wrap items-center gap-x-2 gap-y-0.5 py-1.5 text-[13px]">
                <span className="flex-1">{delivery.service}</span>
                <StateBadge state={delivery.status} />
                {delivery.lagMs !== null && (
                  <span className="text-xs text-faint tabular-nums">{duration(delivery.lagMs)}</span>
                )}
                {delivery.attempts > 1 && (
                  <span className="w-full text-xs text-muted">{delivery.attempts} attempts</span>
                )}
                {delivery.reason && <span className="w-full text-xs text-bad">{delivery.reason}</span>}
              </li>
            ))}
          </ul>
        </section>
        {payload !== undefined && payload !== null && (
          <section>
            <h3 className="mb-1.5 text-xs font-medium text-faint">Payload</h3>
            <JsonView value={payload} />
          </section>
        )}
      </div>
    </SidePanel>
  );
}
