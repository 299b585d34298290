import { ChevronDown, ChevronRight } from 'lucide-react';
import { Badge } from '../../ui/badge.js';
import { duration } from '../../ui/numbers.js';
import { Facts } from '../../ui/page.js';
import { TextView } from '../../ui/text-view.js';
import { Moment } from '../../ui/time.js';
import { AttemptHeaders } from './attempt-headers.js';
import type { Attempt } from './webhook-facts.js';

interface AttemptRowProps {
  readonly attempt: Attempt;
  readonly open: boolean;
  readonly onOpen: () => void;
}

/** One request and its answer. Whatever the other side says, a script or a page, it is a text here. */
export function AttemptRow({ attempt, open, onOpen }: AttemptRowProps) {
  const { number, url, startedAt, status, latencyMs, error, requestHeaders, responseHeaders, responseBody } = attempt;
  const accepted = status !== null && status >= 200 && status <= 299;
  const Arrow = open ? ChevronDown : ChevronRight;
  return (
    <li>
      <button
        type="button"
        aria-expanded={open}
        onClick={onOpen}
        className="flex w-full flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5 text-left text-[13px] hover:bg-sunken"
      >
        <Arrow className="size-4 text-faint" aria-hidden />
        <Badge tone={accepted ? 'good' : 'bad'}>{status ?? 'no response'}</Badge>
        <span className="min-w-0 flex-1 font-medium whitespace-nowrap">Attempt {number}</span>
        <span className="text-xs text-faint tabular-nums">
          {duration(latencyMs)} · <Moment at={startedAt} />
        </span>
      </button>
      {open && (
        <div className="flex flex-col gap-4 px-4 pt-1 pb-4">
          <Facts facts={[['Sent to', url], ...(error ? [['Error', error] as const] : [])]} />
          <AttemptHeaders title="Request headers" headers={requestHeaders} />
          <AttemptHeaders title="Response headers" headers={responseHeaders} />
          {responseBody !== null && (
            <div>
              <p className="mb-1 text-xs font-medium text-muted">Response</p>
              {responseBody === '' ? (
                <p className="text-[13px] text-faint">Empty.</p>
              ) : (
                <TextView text={responseBody} />
              )}
            </div>
          )}
        </div>
      )}
    </li>
  );
}
