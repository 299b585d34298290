import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useTokens } from './use-tokens.js';

export interface TimePlotProps {
  readonly label: string;
  /** RFC 3339, ascending. */
  readonly at: readonly string[];
  readonly lines: readonly TimeLine[];
  readonly format: (value: number) => string;
  readonly height?: number;
  /** A value stands until the next one, instead of moving towards it. */
  readonly stepped?: boolean;
  readonly range?: readonly [number, number];
  /** Buckets are days in UTC, whatever the reader's zone is. */
  readonly utc?: boolean;
}

export interface TimeLine {
  readonly label: string;
  readonly values: readonly (number | null)[];
  readonly tone: 'accent' | 'good' | 'warn' | 'bad' | 'info';
}

const font = '11px "Inter Variable", system-ui, sans-serif';

export function TimePlot({ at, lines, format, height = 160, stepped = false, range, utc = false }: TimePlotProps) {
  const place = useRef<HTMLDivElement>(null);
  const tokens = useTokens();
  useEffect(() => {
    const host = place.current;
    if (!host) return;
    const axis = {
      font,
      stroke: tokens.faint,
      grid: { stroke: tokens.line, width: 1 },
      ticks: { show: false },
    };
    const plot = new uPlot(
      {
        width: host.clientWidth,
        height,
        padding: [8, 8, 0, 0],
        cursor: { y: false, drag: { setScale: false } },
        ...(utc ? { tzDate: (seconds: number) => uPlot.tzDate(new Date(seconds * 1_000), 'UTC') } : {}),
        scales: { y: { range: range ? [...range] : (_plot, _min, max) => [0, Math.max(max * 1.1, 1)] } },
        axes: [axis, { ...axis, size: 56, values: (_plot, ticks) => ticks.map(format) }],
        series: [
          { value: utc ? '{YYYY}-{MM}-{DD}' : '{YYYY}-{MM}-{DD} {HH}:{mm}' },
          ...lines.map(({ label, tone }) => ({
            label,
            stroke: tokens[tone],
            width: 1.5,
            points: { show: at.length < 3 },
            value: (_plot: uPlot, value: number | null) => (value === null ? '–' : format(value)),
            ...(stepped && uPlot.paths.stepped ? { paths: uPlot.paths.stepped({ align: 1 }) } : {}),
          })),
        ],
      },
      [at.map((moment) => Date.parse(moment) / 1_000), ...lines.map(({ values }) => [...values])],
      host,
    );
    const watch = new ResizeObserver(() => plot.setSize({ width: host.clientWidth, height }));
    watch.observe(host);
    return () => {
      watch.disconnect();
      plot.destroy();
    };
  }, [at, lines, format, height, stepped, range, utc, tokens]);
  return <div ref={place} className="min-w-0 overflow-hidden text-xs text-muted" />;
}
