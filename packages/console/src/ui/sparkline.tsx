interface SparklineProps {
  readonly values: readonly number[];
  readonly label: string;
  readonly min?: number;
  readonly max?: number;
}

const width = 84;
const height = 22;

/** A course in small, for a row of a table. */
export function Sparkline({ values, label, min = Math.min(...values), max = Math.max(...values) }: SparklineProps) {
  if (values.length < 2) return <span className="text-faint">–</span>;
  const span = max - min || 1;
  const points = values.map((value, index) => {
    const x = (index / (values.length - 1)) * (width - 2) + 1;
    const y = height - 2 - ((value - min) / span) * (height - 4);
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  });
  return (
    <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} role="img" aria-label={label}>
      <polyline points={points.join(' ')} fill="none" stroke="currentColor" strokeWidth="1.5" className="text-accent" />
    </svg>
  );
}
