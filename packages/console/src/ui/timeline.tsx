import type { ReactNode } from 'react';
import type { Tone } from './badge.js';
import { Button } from './button.js';
import { classNames } from './class-names.js';
import { Time } from './time.js';

export interface Happening {
  readonly key: string;
  readonly at: string;
  readonly title: ReactNode;
  readonly detail?: ReactNode;
  readonly by?: ReactNode;
  readonly tone?: Tone;
}

interface TimelineProps {
  readonly label: string;
  readonly happenings: readonly Happening[];
  /** There is more that is older: asked for by whoever wants it. */
  readonly onMore?: (() => void) | undefined;
}

const dots: Readonly<Record<Tone, string>> = {
  neutral: 'bg-line-strong',
  good: 'bg-good',
  warn: 'bg-warn',
  bad: 'bg-bad',
  info: 'bg-info',
  accent: 'bg-accent',
};

/** What has happened, in the order given, each at its moment. */
export function Timeline({ label, happenings, onMore }: TimelineProps) {
  return (
    <>
      <ol aria-label={label} className="px-4 py-3">
        {happenings.map(({ key, at, title, detail, by, tone = 'neutral' }, index) => (
          <li key={key} className="relative flex gap-3 pb-4 text-[13px] last:pb-0">
            {index < happenings.length - 1 && (
              <span aria-hidden className="absolute top-4 -bottom-1.5 left-[3.5px] w-px bg-line" />
            )}
            <span aria-hidden className={classNames('mt-1.5 size-2 shrink-0 rounded-full', dots[tone])} />
            <div className="min-w-0 flex-1">
              <div className="flex flex-wrap items-baseline gap-x-3">
                <div className="min-w-0 flex-1 basis-40 break-words">{title}</div>
                <p className="text-xs text-faint">
                  {by && <>{by} · </>}
                  <Time at={at} />
                </p>
              </div>
              {detail && <div className="break-words text-muted">{detail}</div>}
            </div>
          </li>
        ))}
      </ol>
      {onMore && (
        <div className="px-4 pb-3">
          <Button onClick={onMore}>Show older</Button>
        </div>
      )}
    </>
  );
}
