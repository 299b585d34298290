import type { components } from '../../api/generated/schema.js';
import { classNames } from '../../ui/class-names.js';
import { JsonView } from '../../ui/json-view.js';
import { duration } from '../../ui/numbers.js';
import { StateBadge } from '../../ui/state-badge.js';
import { Moment, Time } from '../../ui/time.js';

type RunStep = components['schemas']['RunStepView'];

interface RunStepRowProps {
  readonly step: RunStep;
  readonly words: string;
  /** The run's beginning and end in milliseconds, of which the step's bar is a part. */
  readonly from: number;
  readonly to: number;
  readonly waitsUntil: string | null;
}

const colours: Readonly<Record<RunStep['status'], string>> = {
  done: 'bg-good',
  waiting: 'bg-info',
  retrying: 'bg-warn',
  failed: 'bg-bad',
};

/** One step: how often it was tried, how long it took, what came of it. */
export function RunStepRow({ step, words, from, to, waitsUntil }: RunStepRowProps) {
  const { path, status, attempts, outcome, error, startedAt, endedAt } = step;
  const [began, ended] = [Date.parse(startedAt), endedAt ? Date.parse(endedAt) : to];
  const share = (ms: number): number => Math.max(0, Math.min(100, (100 * ms) / Math.max(1, to - from)));
  const left = Math.min(99, share(began - from));
  const hasOutcome = outcome !== null && Object.keys(outcome).length > 0;
  return (
    <li className="flex flex-col gap-2 px-4 py-3 text-[13px]">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="min-w-0 flex-1 basis-56 break-words">
          <span className="font-medium">{words}</span> <span className="font-mono text-xs text-faint">{path}</span>
        </span>
        <span className="text-xs text-muted tabular-nums">
          {attempts > 1 && `${attempts} attempts · `}
          {duration(Math.max(0, ended - began))}
        </span>
        <StateBadge state={status} />
      </div>
      <div className="h-1.5 rounded-full bg-sunken" aria-hidden>
        <div
          className={classNames('h-full min-w-1 rounded-full', colours[status])}
          style={{ marginLeft: `${left}%`, width: `${Math.max(1, Math.min(100 - left, share(ended - began)))}%` }}
        />
      </div>
      <p className="text-xs text-faint">
        <Moment at={startedAt} />
        {waitsUntil && (
          <>
            {' '}
            · resumes <Time at={waitsUntil} />
          </>
        )}
      </p>
      {error && <p className="text-bad">{error}</p>}
      {hasOutcome && (
        <details>
          <summary className="text-xs text-muted">Result</summary>
          <div className="mt-2">
            <JsonView value={outcome} />
          </div>
        </details>
      )}
    </li>
  );
}
