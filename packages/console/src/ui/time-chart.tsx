import { lazy, Suspense } from 'react';
import { Skeleton } from './states.js';
import type { TimePlotProps } from './time-plot.js';

const TimePlot = lazy(async () => ({ default: (await import('./time-plot.js')).TimePlot }));

/** A course over time; what draws it is loaded when the first one is shown. */
export function TimeChart(props: TimePlotProps) {
  return (
    <div role="img" aria-label={props.label} style={{ minHeight: props.height ?? 160 }}>
      <Suspense fallback={<Skeleton className="h-40" />}>
        <TimePlot {...props} />
      </Suspense>
    </div>
  );
}
