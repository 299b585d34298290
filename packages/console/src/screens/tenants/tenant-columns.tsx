import { Link } from '@tanstack/react-router';
import type { Column } from '../../ui/data-table.js';
import { Sparkline } from '../../ui/sparkline.js';
import { StateBadge } from '../../ui/state-badge.js';
import { Time } from '../../ui/time.js';
import type { Tenant, TenantFacts } from './tenant-facts.js';

export function tenantColumns({ scores, onboardings }: TenantFacts): readonly Column<Tenant>[] {
  return [
    {
      id: 'name',
      header: 'Tenant',
      width: 'minmax(160px, 2fr)',
      cell: ({ id, name, slug }) => (
        <>
          <Link to="/tenants/$id" params={{ id }} className="font-medium hover:underline">
            {name}
          </Link>{' '}
          <span className="text-faint">{slug}</span>
        </>
      ),
    },
    { id: 'status', header: 'Status', width: '116px', cell: ({ status }) => <StateBadge state={status} /> },
    { id: 'plan', header: 'Plan', width: '88px', wideOnly: true, cell: ({ plan }) => plan },
    {
      id: 'health',
      header: 'Health',
      width: '128px',
      wideOnly: true,
      cell: ({ id }) => {
        const score = scores.get(id);
        if (!score) return <span className="text-faint">–</span>;
        return (
          <span className="flex items-center gap-2">
            <span className="w-7 text-right tabular-nums">{Math.round(score.score)}</span>
            <StateBadge state={score.band} />
          </span>
        );
      },
    },
    {
      id: 'course',
      header: 'Trend',
      width: '92px',
      wideOnly: true,
      cell: ({ id, name }) => {
        const values = scores.get(id)?.recentScores ?? [];
        return (
          <Sparkline
            label={`Health of ${name}: ${values.map(Math.round).join(', ')}`}
            values={values}
            min={0}
            max={100}
          />
        );
      },
    },
    {
      id: 'onboarding',
      header: 'Onboarding',
      width: '112px',
      wideOnly: true,
      cell: ({ id }) => <StateBadge state={onboardings.get(id)?.status} />,
    },
    {
      id: 'created',
      header: 'Created',
      width: '120px',
      wideOnly: true,
      cell: ({ createdAt }) => <Time at={createdAt} />,
    },
  ];
}
