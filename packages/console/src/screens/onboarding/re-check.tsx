import type { components } from '../../api/generated/schema.js';
import { Panel } from '../../ui/page.js';
import { Sentence } from '../../ui/sentence.js';
import { StateBadge } from '../../ui/state-badge.js';
import { Time } from '../../ui/time.js';

/** What a look at the finished onboarding found after the newest reactivation. */
export function ReCheck({ reCheck }: { reCheck: components['schemas']['ReCheckView'] }) {
  const { status, findings, waitingFor, startedAt } = reCheck;
  return (
    <Panel title="Re-check after the reactivation" actions={<StateBadge state={status} />}>
      <ul className="flex flex-col gap-1.5 text-[13px]">
        {findings.map(({ probe, text }) => (
          <li key={probe} className="text-muted">
            {text}
          </li>
        ))}
      </ul>
      {waitingFor && (
        <p className="mt-2 text-[13px] text-muted">
          <Sentence text={waitingFor} />
        </p>
      )}
      <p className="mt-2 text-xs text-faint">
        <Time at={startedAt} />
      </p>
    </Panel>
  );
}
