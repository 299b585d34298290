import { ActorName } from '../../people/actor-name.js';
import { useTenantId } from '../../routes/roots.js';
import { Badge } from '../../ui/badge.js';
import { counted } from '../../ui/numbers.js';
import { Sentence } from '../../ui/sentence.js';
import { StateBadge } from '../../ui/state-badge.js';
import { Time } from '../../ui/time.js';
import type { Onboarding, Step } from './onboarding-statuses.js';
import { StepActs } from './step-acts.js';

/** A step with its state: what it waits for, or who settled it and when. */
export function StepItem({ step, onboarding }: { step: Step; onboarding: Onboarding }) {
  const tenantId = useTenantId();
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-3 text-[13px]">
      <div className="min-w-0 flex-1 basis-64">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <h3 className="font-medium">{step.title}</h3>
          <StateBadge state={step.status} />
          {step.overdue && <Badge tone="warn">overdue</Badge>}
          <span className="text-xs text-faint">
            {step.kind}
            {!step.required && ', optional'}
          </span>
        </div>
        <p className="mt-0.5 text-muted">{step.waitingFor ? <Sentence text={step.waitingFor} /> : step.description}</p>
        {step.settledAt && (
          <p className="mt-0.5 text-xs text-faint">
            {step.settledBy && (
              <>
                by <ActorName tenantId={tenantId} actor={step.settledBy} />{' '}
              </>
            )}
            <Time at={step.settledAt} />
            {step.note && <>: {step.note}</>}
          </p>
        )}
        {!step.settledAt && step.attempts > 0 && (
          <p className="mt-0.5 text-xs text-faint">
            {counted(step.attempts, 'attempt')}, due <Time at={step.dueAt} />
          </p>
        )}
      </div>
      <StepActs step={step} onboarding={onboarding} />
    </li>
  );
}
