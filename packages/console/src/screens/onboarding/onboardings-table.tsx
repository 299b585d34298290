import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { answered, api } from '../../api/api.js';
import type { components } from '../../api/generated/schema.js';
import { type Column, DataTable } from '../../ui/data-table.js';
import { count } from '../../ui/numbers.js';
import { Sentence } from '../../ui/sentence.js';
import { StateBadge } from '../../ui/state-badge.js';
import { Empty } from '../../ui/states.js';
import { Time } from '../../ui/time.js';
import { usePages } from '../../ui/use-pages.js';
import type { OnboardingStatus } from './onboarding-statuses.js';

/** All tenants' onboardings with what each waits for; it follows them while they run. */
export function OnboardingsTable({ status }: { status: OnboardingStatus | undefined }) {
  const navigate = useNavigate();
  const onboardings = usePages(
    ['onboarding', 'all', { status }],
    (cursor) => answered(api.GET('/v1/onboarding/all', { params: { query: { status, cursor, limit: 100 } } })),
    { refetchInterval: 10_000 },
  );
  return (
    <>
      <Counts />
      <div className="min-h-0 flex-1">
        <DataTable
          label="Onboardings"
          columns={columns}
          rowKey={({ id }) => id}
          onOpen={({ tenantId }) => navigate({ to: '/t/$tenantId/onboarding', params: { tenantId } })}
          empty={
            status ? (
              <Empty title="No onboardings match">Change the filter.</Empty>
            ) : (
              <Empty title="No onboardings yet">One starts with every new tenant.</Empty>
            )
          }
          {...onboardings}
        />
      </div>
    </>
  );
}

/** How many have come how far, whatever is filtered. */
function Counts() {
  const { data } = useQuery({
    queryKey: ['onboarding', 'all', 'counts'],
    queryFn: () => answered(api.GET('/v1/onboarding/all', { params: { query: { limit: 1 } } })),
    refetchInterval: 10_000,
  });
  if (!data) return null;
  const { started, running, completed, aborted, overdue, stuck } = data.funnel;
  const numbers = { started, running, completed, aborted, overdue, 'waiting for a decision': stuck };
  return (
    <dl aria-label="All onboardings" className="flex flex-wrap gap-x-5 gap-y-1 border-b px-4 py-2 text-xs md:px-6">
      {Object.entries(numbers).map(([name, number]) => (
        <div key={name} className="flex gap-1.5">
          <dt className="text-faint">{name}</dt>
          <dd className="font-medium tabular-nums">{count(number)}</dd>
        </div>
      ))}
    </dl>
  );
}

type Overview = components['schemas']['OnboardingOverview'];

const columns: readonly Column<Overview>[] = [
  {
    id: 'tenant',
    header: 'Tenant',
    width: 'minmax(120px, 1fr)',
    cell: ({ tenantId, tenantName }) => (
      <Link to="/t/$tenantId/onboarding" params={{ tenantId }} className="font-medium hover:underline">
        {tenantName}
      </Link>
    ),
  },
  { id: 'status', header: 'Status', width: '100px', cell: ({ status }) => <StateBadge state={status} /> },
  {
    id: 'waits',
    header: 'Waiting for',
    width: 'minmax(160px, 3fr)',
    wideOnly: true,
    cell: ({ waitingFor, failedSteps }) => (
      <span className={failedSteps.length > 0 ? 'text-warn' : 'text-muted'} title={waitingFor ?? undefined}>
        {waitingFor ? <Sentence text={waitingFor} /> : '–'}
      </span>
    ),
  },
  {
    id: 'settled',
    header: 'Settled',
    width: '72px',
    align: 'end',
    cell: ({ settledSteps }) => count(settledSteps.length),
  },
  { id: 'due', header: 'Due', width: '100px', wideOnly: true, cell: ({ dueAt }) => <Time at={dueAt} /> },
  {
    id: 'started',
    header: 'Started',
    width: '116px',
    wideOnly: true,
    cell: ({ startedAt }) => <Time at={startedAt} />,
  },
];
