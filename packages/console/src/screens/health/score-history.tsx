import { useMemo } from 'react';
import { answered } from '../../api/api.js';
import type { components } from '../../api/generated/schema.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import type { Tone } from '../../ui/badge.js';
import { Panel } from '../../ui/page.js';
import { StateBadge } from '../../ui/state-badge.js';
import { Empty, Failure, SkeletonLines } from '../../ui/states.js';
import { TimeChart } from '../../ui/time-chart.js';
import { Timeline } from '../../ui/timeline.js';
import { usePages } from '../../ui/use-pages.js';
import { points } from './points.js';

type ScoreCard = components['schemas']['ScoreCardView'];

const tones: Readonly<Record<ScoreCard['band'], Tone>> = { healthy: 'good', 'at-risk': 'warn', critical: 'bad' };
const whole = [0, 100] as const;

/** How the score moved, and what moved it; a score stands until its next movement. */
export function ScoreHistory({ card }: { card: ScoreCard }) {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const { rows, loading, error, onRetry, onEnd } = usePages(
    ['health', tenantId, 'history'],
    (cursor) => answered(tenantApi.GET('/v1/health/history', { params: { query: { cursor, limit: 200 } } })),
    { refetchInterval: 10_000 },
  );
  const course = useMemo(() => {
    const oldestFirst = rows.toReversed();
    const until = card.closedAt ?? new Date().toISOString();
    return {
      at: [...oldestFirst.map(({ at }) => at), until],
      lines: [
        { label: 'Score', tone: 'accent' as const, values: [...oldestFirst.map(({ score }) => score), card.score] },
      ],
    };
  }, [rows, card.score, card.closedAt]);
  if (loading) return <SkeletonLines />;
  if (error) return <Failure error={error} onRetry={onRetry} />;
  if (rows.length === 0) return <Empty title="No changes yet" />;
  return (
    <>
      <Panel title="Score over time">
        <TimeChart label="Score over time" {...course} format={points} range={whole} drawn="steps" />
      </Panel>
      <Panel title="Changes" flush>
        <Timeline
          label="Score changes"
          onMore={onEnd}
          happenings={rows.map(({ id, at, score, band, cause }, index) => ({
            key: id,
            at,
            tone: tones[band],
            title: cause,
            detail: (
              <>
                <span className="tabular-nums">
                  {rows[index + 1] && `${points(rows[index + 1]?.score ?? score)} → `}
                  {points(score)}
                </span>{' '}
                <StateBadge state={band} />
              </>
            ),
          }))}
        />
      </Panel>
    </>
  );
}
