import { classNames } from './class-names.js';

/** How far something has come; without a value, that it is under way. */
export function ProgressBar({ label, value, most = 1 }: { label: string; value?: number; most?: number }) {
  const share = value === undefined ? undefined : Math.round((100 * value) / Math.max(1, most));
  return (
    <div className="flex flex-col gap-1.5">
      <p className="text-[13px] text-muted tabular-nums">{label}</p>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share}
        className="h-1.5 overflow-hidden rounded-full bg-sunken"
      >
        <div
          className={classNames(
            'h-full rounded-full bg-accent transition-[width]',
            share === undefined && 'animate-pulse',
          )}
          style={{ width: `${share ?? 100}%` }}
        />
      </div>
    </div>
  );
}
