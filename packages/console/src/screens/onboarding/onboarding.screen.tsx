import { useQuery } from '@tanstack/react-query';
import { answered } from '../../api/api.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { useMay } from '../../session/use-session.js';
import { AwaitedPage } from '../../ui/awaited.js';
import { Badge } from '../../ui/badge.js';
import { ClosedPage } from '../../ui/closed.js';
import { Meter } from '../../ui/meter.js';
import { Page, Panel } from '../../ui/page.js';
import { Sentence } from '../../ui/sentence.js';
import { StateBadge } from '../../ui/state-badge.js';
import { Time } from '../../ui/time.js';
import { AbortOnboarding } from './abort-onboarding.js';
import { OnboardingHistory } from './onboarding-history.js';
import type { Onboarding } from './onboarding-statuses.js';
import { ReCheck } from './re-check.js';
import { StepItem } from './step-item.js';

export function OnboardingScreen() {
  return useMay('onboarding:read') ? (
    <OnboardingOfTenant />
  ) : (
    <ClosedPage title="Onboarding" permission="onboarding:read" />
  );
}

function OnboardingOfTenant() {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const onboarding = useQuery({
    queryKey: ['onboarding', tenantId],
    queryFn: () => answered(tenantApi.GET('/v1/onboarding')),
    refetchInterval: 5_000,
  });
  if (!onboarding.isSuccess) return <AwaitedPage title="Onboarding" query={onboarding} />;
  const { status, steps, reCheck, plan, planVersion } = onboarding.data;
  return (
    <Page
      title="Onboarding"
      aside={<StateBadge state={status} />}
      actions={<AbortOnboarding onboarding={onboarding.data} />}
    >
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1.6fr)_minmax(0,1fr)]">
        <div className="flex flex-col gap-4">
          <Panel>
            <Progress onboarding={onboarding.data} />
          </Panel>
          <Panel title={`Plan ${plan}, version ${planVersion}`} flush>
            <ol aria-label="Steps" className="divide-y">
              {steps.map((step) => (
                <StepItem key={step.key} step={step} onboarding={onboarding.data} />
              ))}
            </ol>
          </Panel>
        </div>
        <div className="flex flex-col gap-4">
          {reCheck && <ReCheck reCheck={reCheck} />}
          <Panel title="History" flush>
            <OnboardingHistory />
          </Panel>
        </div>
      </div>
    </Page>
  );
}

function Progress({ onboarding }: { onboarding: Onboarding }) {
  const { steps, waitingFor, startedAt, dueAt, overdue, completedAt, abortedAt, abortReason } = onboarding;
  const settled = steps.filter(({ status }) => status === 'done' || status === 'skipped').length;
  return (
    <div className="flex flex-col gap-3 text-[13px]">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <span className="font-medium">
          {settled} of {steps.length} steps settled
        </span>
        <span className="text-faint">
          started <Time at={startedAt} />
        </span>
        {completedAt && (
          <span className="text-faint">
            completed <Time at={completedAt} />
          </span>
        )}
        {!completedAt && !abortedAt && (
          <span className="text-faint">
            due <Time at={dueAt} />
          </span>
        )}
        {overdue && <Badge tone="warn">overdue</Badge>}
      </div>
      <Meter label="Steps settled" value={settled} max={steps.length} />
      {waitingFor && (
        <p className="text-muted">
          <Sentence text={waitingFor} />
        </p>
      )}
      {abortReason && <p className="text-muted">Aborted: {abortReason}</p>}
    </div>
  );
}
