import { answered } from '../../api/api.js';
import { ActorName } from '../../people/actor-name.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { Sentence } from '../../ui/sentence.js';
import { Empty, Failure, SkeletonLines } from '../../ui/states.js';
import { Timeline } from '../../ui/timeline.js';
import { usePages } from '../../ui/use-pages.js';

export function OnboardingHistory() {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const { rows, loading, error, onRetry, onEnd } = usePages(
    ['onboarding', tenantId, 'history'],
    (cursor) => answered(tenantApi.GET('/v1/onboarding/history', { params: { query: { cursor, limit: 50 } } })),
    { refetchInterval: 5_000 },
  );
  if (loading) return <SkeletonLines />;
  if (error) return <Failure error={error} onRetry={onRetry} />;
  if (rows.length === 0) return <Empty title="Nothing here yet" />;
  return (
    <Timeline
      label="History"
      onMore={onEnd}
      happenings={rows.map(({ id, text, actor, at }) => ({
        key: id,
        at,
        title: <Sentence text={text} />,
        by: <ActorName tenantId={tenantId} actor={actor} />,
      }))}
    />
  );
}
