import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { bucketOf, momentText, tickTexts } from './time-axis.js';
import { useTokens } from './use-tokens.js';

export interface TimePlotProps {
  readonly label: string;
  /** RFC 3339, ascending. */
  readonly at: readonly string[];
  readonly lines: readonly TimeLine[];
  readonly format: (value: number) => string;
  /** bars: counts of equal times. steps: a value stands until the next one. */
  readonly drawn: 'lines' | 'bars' | 'steps';
  readonly height?: number;
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
/** Between the ticks of a count, which has no halves. */
const wholeSteps = Array.from({ length: 9 }, (_, power) => [1, 2, 5].map((step) => step * 10 ** power)).flat();

export function TimePlot({ at, lines, format, drawn, height = 160, range, utc = false }: TimePlotProps) {
  const place = useRef<HTMLDivElement>(null);
  const tokens = useTokens();
  useEffect(() => {
    const host = place.current;
    if (!host) return;
    const seconds = at.map((moment) => Date.parse(moment) / 1_000);
    const margin = drawn === 'bars' ? bucketOf(seconds) / 2 : 0;
    const axis = { font, stroke: tokens.faint, grid: { stroke: tokens.line, width: 1 }, ticks: { show: false } };
    const paths = {
      lines: undefined,
      bars: uPlot.paths.bars?.({ size: [0.7, 28] }),
      steps: uPlot.paths.stepped?.({ align: 1 }),
    }[drawn];
    const plot = new uPlot(
      {
        width: host.clientWidth,
        height,
        padding: [8, 8, 0, 0],
        cursor: { y: false, drag: { setScale: false } },
        ...(utc ? { tzDate: (second: number) => uPlot.tzDate(new Date(second * 1_000), 'UTC') } : {}),
        scales: {
          x: { range: (_plot, min, max) => [min - margin, max + margin] },
          y: { range: range ? [...range] : (_plot, _min, max) => [0, Math.max((max ?? 0) * 1.1, 1)] },
        },
        axes: [
          { ...axis, size: 28, space: 64, values: (_plot, ticks, _axis, _space, step) => tickTexts(ticks, step, utc) },
          {
            ...axis,
            size: 60,
            values: (_plot, ticks) => ticks.map(format),
            ...(drawn === 'bars' ? { incrs: wholeSteps } : {}),
          },
        ],
        series: [
          { value: (_plot, second: number | null) => (second === null ? '–' : momentText(second, utc)) },
          ...lines.map(({ label, tone }) => ({
            label,
            stroke: tokens[tone],
            width: 1.5,
            points: { show: drawn === 'lines', size: 5, fill: tokens[tone] },
            value: (_plot: uPlot, value: number | null) => (value === null ? '–' : format(value)),
            ...(drawn === 'bars' ? { fill: tokens[tone] } : {}),
            ...(paths ? { paths } : {}),
          })),
        ],
      },
      [seconds, ...lines.map(({ values }) => [...values])],
      host,
    );
    const watch = new ResizeObserver(() => plot.setSize({ width: host.clientWidth, height }));
    watch.observe(host);
    return () => {
      watch.disconnect();
      plot.destroy();
    };
  }, [at, lines, format, drawn, height, range, utc, tokens]);
  return <div ref={place} className="plot min-w-0 overflow-hidden" />;
}
