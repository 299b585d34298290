import { useSyncExternalStore } from 'react';

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const absolute = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });
const steps: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

/** One clock for all times on the page. */
const clock = (() => {
  let now = Date.now();
  const listeners = new Set<() => void>();
  setInterval(() => {
    now = Date.now();
    for (const listener of listeners) listener();
  }, 10_000);
  return {
    read: () => now,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
})();

export function ago(at: Date, now: number): string {
  const seconds = Math.round((at.getTime() - now) / 1_000);
  const [unit, length] = steps.find(([, size]) => Math.abs(seconds) >= size) ?? (['second', 1] as const);
  return Math.abs(seconds) < 5 ? 'just now' : relative.format(Math.round(seconds / length), unit);
}

/** How long ago or ahead, with the moment itself on hover. */
export function Time({ at }: { at: string | null | undefined }) {
  const now = useSyncExternalStore(clock.subscribe, clock.read);
  if (!at) return <span className="text-faint">–</span>;
  const date = new Date(at);
  return (
    <time dateTime={at} title={absolute.format(date)} className="whitespace-nowrap">
      {ago(date, Math.max(now, Date.now() - 10_000))}
    </time>
  );
}

/** The moment itself, in the reader's zone. */
export function Moment({ at }: { at: string | null | undefined }) {
  if (!at) return <span className="text-faint">–</span>;
  return (
    <time dateTime={at} className="whitespace-nowrap tabular-nums">
      {absolute.format(new Date(at))}
    </time>
  );
}
