import type { ReactNode } from 'react';
import { classNames } from './class-names.js';

interface PageProps {
  readonly title: ReactNode;
  /** One line beside the title: a state, a number. */
  readonly aside?: ReactNode;
  readonly actions?: ReactNode;
  /** Filters and tabs under the title. */
  readonly bar?: ReactNode;
  /** The content fills the window and scrolls by itself, as tables do. */
  readonly filled?: boolean;
  readonly children: ReactNode;
}

/** A screen: a title with what can be done, and its content. */
export function Page({ title, aside, actions, bar, filled = false, children }: PageProps) {
  return (
    <div className="flex h-full min-h-0 flex-col">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b bg-surface px-4 py-2.5 md:px-6">
        <h1 className="text-[15px] font-semibold">{title}</h1>
        {aside}
        <div className="ml-auto flex flex-wrap items-center gap-2">{actions}</div>
      </header>
      {bar && <div className="flex flex-wrap items-center gap-2 border-b bg-surface px-4 py-2 md:px-6">{bar}</div>}
      <div
        // What scrolls can be reached by keyboard; what is filled brings its own.
        tabIndex={filled ? undefined : 0}
        className={classNames(
          'min-h-0 flex-1 -outline-offset-2',
          filled ? 'flex flex-col bg-surface' : 'overflow-auto p-4 md:p-6',
        )}
      >
        {children}
      </div>
    </div>
  );
}

/** A part of a screen with a heading. */
export function Panel(props: {
  title?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  className?: string;
  flush?: boolean;
}) {
  const { title, actions, children, className, flush = false } = props;
  return (
    <section className={classNames('rounded-lg border bg-surface', className)}>
      {(title || actions) && (
        <header className="flex min-h-11 items-center gap-2 border-b px-4 py-1.5">
          <h2 className="text-[13px] font-semibold">{title}</h2>
          <div className="ml-auto flex items-center gap-2">{actions}</div>
        </header>
      )}
      <div className={flush ? '' : 'p-4'}>{children}</div>
    </section>
  );
}

/** Names and values, one a line. */
export function Facts({ facts }: { facts: readonly (readonly [name: ReactNode, value: ReactNode])[] }) {
  return (
    <dl className="grid grid-cols-[minmax(96px,auto)_1fr] gap-x-6 gap-y-2 text-[13px]">
      {facts.map(([name, value], index) => (
        <div key={index} className="contents">
          <dt className="text-faint">{name}</dt>
          <dd className="min-w-0 break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A number that is looked at. */
export function Stat({ label, value, note }: { label: string; value: ReactNode; note?: ReactNode }) {
  return (
    <div className="rounded-lg border bg-surface px-4 py-3">
      <p className="text-xs text-faint">{label}</p>
      <p className="mt-0.5 text-xl font-semibold tabular-nums">{value}</p>
      {note && <p className="mt-0.5 text-xs text-muted">{note}</p>}
    </div>
  );
}
