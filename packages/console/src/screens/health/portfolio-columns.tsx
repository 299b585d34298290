import { Link } from '@tanstack/react-router';
import type { Column } from '../../ui/data-table.js';
import { SortHeader, type Sorting, sortOf } from '../../ui/sort-header.js';
import { Sparkline } from '../../ui/sparkline.js';
import { StateBadge } from '../../ui/state-badge.js';
import { Time } from '../../ui/time.js';
import { change, points } from './points.js';
import type { NamedEntry, SortBy } from './portfolio-sorting.js';

export function portfolioColumns(
  sorting: Sorting<SortBy>,
  onSort: (sorting: Sorting<SortBy>) => void,
): readonly Column<NamedEntry>[] {
  const sortable = (by: SortBy, label: string) => ({
    id: by,
    header: <SortHeader label={label} by={by} sorting={sorting} onSort={onSort} />,
    sort: sortOf(by, sorting),
  });
  return [
    {
      ...sortable('tenant', 'Tenant'),
      width: 'minmax(96px, 2fr)',
      cell: ({ tenantId, name }) => (
        <Link to="/t/$tenantId/health" params={{ tenantId }} className="font-medium hover:underline">
          {name}
        </Link>
      ),
    },
    { ...sortable('score', 'Score'), width: '60px', align: 'end', cell: ({ score }) => points(score) },
    {
      ...sortable('change', 'Change'),
      width: '72px',
      align: 'end',
      cell: (entry) => (
        <span className={entry.change < 0 ? 'text-bad' : entry.change > 0 ? 'text-good' : 'text-faint'}>
          {change(entry.change)}
        </span>
      ),
    },
    {
      id: 'course',
      header: 'Trend',
      width: '92px',
      wideOnly: true,
      cell: ({ name, recentScores }) => (
        <Sparkline label={`Health of ${name}: ${recentScores.join(', ')}`} values={recentScores} min={0} max={100} />
      ),
    },
    { id: 'band', header: 'Band', width: '76px', cell: ({ band }) => <StateBadge state={band} /> },
    { ...sortable('at', 'Changed'), width: '120px', wideOnly: true, cell: ({ at }) => <Time at={at} /> },
  ];
}
