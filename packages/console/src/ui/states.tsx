import { CircleAlert, Inbox } from 'lucide-react';
import type { ReactNode } from 'react';
import { failureOf } from '../api/problem.js';
import { Button } from './button.js';
import { classNames } from './class-names.js';

/** Nothing is there, and why, and what one can do about it. */
export function Empty({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="flex flex-col items-center justify-center gap-2 px-6 py-14 text-center">
      <Inbox className="size-6 text-faint" aria-hidden />
      <p className="font-medium">{title}</p>
      {children && <p className="max-w-md text-muted">{children}</p>}
      {action && <div className="mt-2">{action}</div>}
    </div>
  );
}

/** What failed, in the words of the service, with what support asks for and a way to try again. */
export function Failure({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { problem } = failureOf(error);
  return (
    <div role="alert" className="flex flex-col items-center justify-center gap-2 px-6 py-14 text-center">
      <CircleAlert className="size-6 text-bad" aria-hidden />
      <p className="font-medium">{problem.title}</p>
      {problem.detail && <p className="max-w-md text-muted">{problem.detail}</p>}
      {problem.requestId && <p className="font-mono text-xs text-faint">Request {problem.requestId}</p>}
      {onRetry && (
        <div className="mt-2">
          <Button onClick={onRetry}>Try again</Button>
        </div>
      )}
    </div>
  );
}

/** A failure beside what still stands: in a form, above a list that is old. */
export function Notice({ error, children }: { error?: unknown; children?: ReactNode }) {
  const problem = error === undefined || error === null ? undefined : failureOf(error).problem;
  return (
    <div role="alert" className="rounded-md border border-bad/30 bg-bad-soft px-3 py-2 text-[13px] text-bad">
      {problem && <p className="font-medium">{problem.title}</p>}
      {problem?.detail && <p>{problem.detail}</p>}
      {problem?.errors?.map(({ field, message }) => (
        <p key={field + message}>{message}</p>
      ))}
      {children}
    </div>
  );
}

export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={classNames('animate-pulse rounded bg-line', className)} />;
}

/** The shape of a text to come. */
export function SkeletonLines({ lines = 4 }: { lines?: number | undefined }) {
  return (
    <div role="status" aria-label="Loading" className="flex flex-col gap-3 p-5">
      {Array.from({ length: lines }, (_, line) => (
        <Skeleton key={line} className={classNames('h-4', line % 3 === 2 ? 'w-1/2' : 'w-full')} />
      ))}
    </div>
  );
}
