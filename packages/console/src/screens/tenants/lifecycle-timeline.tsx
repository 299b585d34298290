import { answered, apiIn } from '../../api/api.js';
import { ActorName } from '../../people/actor-name.js';
import type { Tone } from '../../ui/badge.js';
import { StateBadge } from '../../ui/state-badge.js';
import { Empty, Failure, SkeletonLines } from '../../ui/states.js';
import { Timeline } from '../../ui/timeline.js';
import { usePages } from '../../ui/use-pages.js';
import type { TenantStatus } from './tenant-statuses.js';

const tones: Readonly<Record<TenantStatus, Tone>> = {
  provisioning: 'info',
  active: 'good',
  suspended: 'warn',
  deactivated: 'bad',
};

/** What has become of the tenant, newest first. */
export function LifecycleTimeline({ tenantId }: { tenantId: string }) {
  const { rows, loading, error, onRetry, onEnd } = usePages(['tenant', tenantId, 'history'], (cursor) =>
    answered(
      apiIn(tenantId).GET('/v1/tenants/{id}/history', {
        params: { path: { id: tenantId }, query: { cursor, limit: 50 } },
      }),
    ),
  );
  if (loading) return <SkeletonLines />;
  if (error) return <Failure error={error} onRetry={onRetry} />;
  if (rows.length === 0) return <Empty title="No changes yet" />;
  return (
    <Timeline
      label="Lifecycle"
      onMore={onEnd}
      happenings={rows.map(({ id, from, to, reason, actor, at }) => ({
        key: id,
        at,
        tone: tones[to],
        title: (
          <span className="inline-flex items-center gap-1.5">
            <StateBadge state={from} /> <span aria-hidden>→</span> <StateBadge state={to} />
          </span>
        ),
        detail: reason,
        by: <ActorName tenantId={tenantId} actor={actor} />,
      }))}
    />
  );
}
