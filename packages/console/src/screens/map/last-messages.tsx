import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answered, api } from '../../api/api.js';
import type { paths } from '../../api/generated/schema.js';
import { Awaited } from '../../ui/awaited.js';
import { shortId } from '../../ui/copy-text.js';
import { StateBadge } from '../../ui/state-badge.js';
import { Time } from '../../ui/time.js';

type Service = NonNullable<NonNullable<paths['/v1/traces/messages']['get']['parameters']['query']>['service']>;

/** The newest messages of a type, and what became of them at one service; each leads to its whole story. */
export function LastMessages({ type, service }: { type: string; service?: string }) {
  const messages = useQuery({
    queryKey: ['messages', type, service],
    queryFn: () =>
      answered(
        api.GET('/v1/traces/messages', {
          params: { query: { type, service: service as Service | undefined, limit: 8 } },
        }),
      ),
    refetchInterval: 5_000,
  });
  if (!messages.isSuccess) return <Awaited query={messages} lines={3} />;
  const { items } = messages.data;
  if (items.length === 0) return <p className="text-[13px] text-faint">None yet.</p>;
  return (
    <ul className="-mx-2 flex flex-col">
      {items.map(({ eventId, subject, at, correlationId, deliveries }) => {
        const delivery = service === undefined ? undefined : deliveries.find((one) => one.service === service);
        return (
          <li key={eventId}>
            <Link
              to="/traces/$correlationId"
              params={{ correlationId }}
              className="flex items-center gap-2 rounded-md px-2 py-1 text-[13px] hover:bg-sunken"
            >
              <span className="font-mono text-xs">{shortId(subject)}</span>
              {delivery && <StateBadge state={delivery.status} />}
              <span className="ml-auto text-xs text-faint">
                <Time at={at} />
              </span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
