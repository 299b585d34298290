import { X } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { failureOf } from '../api/problem.js';
import { classNames } from './class-names.js';

interface Toast {
  readonly id: number;
  readonly text: string;
  readonly detail?: string | undefined;
  readonly failed: boolean;
}

const shownMs = 6_000;
let toasts: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function set(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

const dismiss = (id: number): void => set(toasts.filter((toast) => toast.id !== id));

/** Says what was done, or what failed; a failure stays until it is dismissed. */
export function tell(what: unknown): void {
  const id = nextId++;
  if (typeof what === 'string') {
    set([...toasts, { id, text: what, failed: false }]);
    setTimeout(() => dismiss(id), shownMs);
    return;
  }
  const { problem } = failureOf(what);
  const detail = [problem.detail, ...(problem.errors ?? []).map(({ message }) => message)].filter(Boolean).join(' ');
  set([...toasts.slice(-3), { id, text: problem.title, detail, failed: true }]);
}

export function Toasts() {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
  );
  return (
    <div
      className="pointer-events-none fixed right-4 bottom-4 z-50 flex w-80 max-w-[calc(100vw-2rem)] flex-col gap-2"
      aria-live="polite"
    >
      {shown.map(({ id, text, detail, failed }) => (
        <div
          key={id}
          role={failed ? 'alert' : 'status'}
          className={classNames(
            'pointer-events-auto flex items-start gap-2 rounded-lg border bg-raised px-3 py-2.5 text-[13px] shadow-lg',
            failed && 'border-bad/40',
          )}
        >
          <div className="min-w-0 flex-1">
            <p className={classNames('font-medium', failed && 'text-bad')}>{text}</p>
            {detail && <p className="text-muted">{detail}</p>}
          </div>
          <button
            type="button"
            aria-label="Dismiss"
            onClick={() => dismiss(id)}
            className="rounded p-0.5 text-faint hover:bg-sunken"
          >
            <X className="size-4" />
          </button>
        </div>
      ))}
    </div>
  );
}
