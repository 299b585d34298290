import { classNames } from './class-names.js';

interface MeterProps {
  readonly label: string;
  readonly value: number;
  readonly max: number;
}

/** How much of an amount is used. */
export function Meter({ label, value, max }: MeterProps) {
  const used = max === 0 ? Number(value > 0) : value / max;
  const over = used > 1;
  return (
    <div
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={Math.min(value, max)}
      aria-valuetext={`${value} of ${max}`}
      className="h-1.5 overflow-hidden rounded-full bg-sunken"
    >
      <div
        className={classNames('h-full rounded-full', over ? 'bg-warn' : 'bg-accent')}
        style={{ width: `${Math.min(100, used * 100)}%` }}
      />
    </div>
  );
}
