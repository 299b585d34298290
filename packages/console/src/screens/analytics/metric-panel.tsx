import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { answered } from '../../api/api.js';
import type { components } from '../../api/generated/schema.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { Awaited } from '../../ui/awaited.js';
import { count, duration, short } from '../../ui/numbers.js';
import { Panel } from '../../ui/page.js';
import { TimeChart } from '../../ui/time-chart.js';
import { Freshness } from './freshness.js';
import { beginOf, type RangeName, rangeOf } from './ranges.js';

type Series = components['schemas']['SeriesView'];

interface MetricPanelProps {
  readonly metric: components['schemas']['MetricView'];
  readonly range: RangeName;
}

/** One metric over the time that is looked at, with its sum or its middle. */
export function MetricPanel({ metric: { metric, title, kind }, range }: MetricPanelProps) {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const { grain } = rangeOf[range];
  const series = useQuery({
    queryKey: ['analytics', tenantId, 'series', metric, range],
    queryFn: () =>
      answered(tenantApi.GET('/v1/analytics/series', { params: { query: { metric, grain, from: beginOf(range) } } })),
    refetchInterval: 30_000,
  });
  return (
    <Panel title={title} className="min-w-0">
      {!series.isSuccess && <Awaited query={series} />}
      {series.data && <Course title={title} kind={kind} series={series.data} />}
    </Panel>
  );
}

function Course({ title, kind, series }: { title: string; kind: 'count' | 'duration'; series: Series }) {
  const drawn = useMemo(() => drawnOf(series), [series]);
  const format = kind === 'duration' ? duration : short;
  return (
    <>
      <p className="mb-1 text-[13px] text-muted">{summary(series)}</p>
      <TimeChart
        label={`${title}, over time`}
        {...drawn}
        format={format}
        height={140}
        drawn={kind === 'duration' ? 'lines' : 'bars'}
        utc={series.grain === 'day'}
      />
      <Freshness freshness={series.freshness} />
    </>
  );
}

/** Counts are one line; durations two: what half of all took at most, and what 95 of 100 did. */
function drawnOf({ points }: Series) {
  const at = points.map((point) => point.at);
  const counts = points.map((point) => ('value' in point ? point.value : null));
  const part = (name: 'p50' | 'p95') => points.map((point) => ('value' in point ? null : point[name]));
  const durations = points.some((point) => !('value' in point));
  return {
    at,
    lines: durations
      ? [
          { label: 'p50', tone: 'accent' as const, values: part('p50') },
          { label: 'p95', tone: 'warn' as const, values: part('p95') },
        ]
      : [{ label: 'Count', tone: 'accent' as const, values: counts }],
  };
}

function summary({ points }: Series): string {
  const sum = points.reduce((total, point) => total + ('value' in point ? point.value : point.count), 0);
  const weighted = points.reduce((total, p) => total + ('value' in p ? 0 : (p.mean ?? 0) * p.count), 0);
  const durations = points.some((point) => !('value' in point));
  if (!durations) return `${count(sum)} total`;
  return sum === 0 ? 'none' : `${count(sum)} measured, ${duration(weighted / sum)} on average`;
}
