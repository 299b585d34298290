import { Link, useNavigate } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { answered, api } from '../../api/api.js';
import { Button } from '../../ui/button.js';
import { type Column, DataTable } from '../../ui/data-table.js';
import { FilterSelect } from '../../ui/filter-select.js';
import { Page } from '../../ui/page.js';
import { SearchBox } from '../../ui/search-box.js';
import { StateBadge } from '../../ui/state-badge.js';
import { Empty } from '../../ui/states.js';
import { Time } from '../../ui/time.js';
import { usePages } from '../../ui/use-pages.js';
import { CreateTenant } from './create-tenant.js';
import { type Tenant, useTenantFacts } from './tenant-facts.js';
import { tenantStatuses } from './tenant-statuses.js';
import { tenantsRoute } from './tenants.routes.js';

export function TenantsScreen() {
  const { search, status } = tenantsRoute.useSearch();
  const navigate = useNavigate({ from: tenantsRoute.fullPath });
  const [creating, setCreating] = useState(false);
  const { scores, onboardings, missing } = useTenantFacts();
  const tenants = usePages(['tenants', { search, status }], (cursor) =>
    answered(api.GET('/v1/tenants', { params: { query: { search, status, cursor, limit: 100 } } })),
  );
  const columns: Column<Tenant>[] = [
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
    { id: 'status', header: 'Status', width: '116px', cell: ({ status: state }) => <StateBadge state={state} /> },
    { id: 'plan', header: 'Plan', width: '88px', wideOnly: true, cell: ({ plan }) => plan },
    {
      id: 'health',
      header: 'Health',
      width: '150px',
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
      id: 'onboarding',
      header: 'Onboarding',
      width: '112px',
      wideOnly: true,
      cell: ({ id }) => <StateBadge state={onboardings.get(id)?.status} />,
    },
    {
      id: 'created',
      header: 'Since',
      width: '120px',
      wideOnly: true,
      cell: ({ createdAt }) => <Time at={createdAt} />,
    },
  ];
  return (
    <Page
      title="Tenants"
      filled
      aside={
        missing.length > 0 && (
          <p className="text-xs text-warn">Without {missing.join(' and ')}, which cannot be asked now</p>
        )
      }
      actions={
        <Button look="primary" icon={<Plus />} onClick={() => setCreating(true)}>
          New tenant
        </Button>
      }
      bar={
        <>
          <SearchBox
            label="Name or slug"
            value={search ?? ''}
            onChange={(text) => navigate({ search: (old) => ({ ...old, search: text || undefined }), replace: true })}
          />
          <FilterSelect
            label="Status"
            value={status}
            choices={tenantStatuses.map((value) => ({ value, label: value }))}
            onChange={(value) =>
              navigate({ search: (old) => ({ ...old, status: tenantStatuses.find((known) => known === value) }) })
            }
          />
        </>
      }
    >
      <DataTable
        label="Tenants"
        columns={columns}
        rowKey={({ id }) => id}
        onOpen={({ id }) => navigate({ to: '/tenants/$id', params: { id } })}
        empty={
          search || status ? (
            <Empty title="No tenant is like that">Change the search or the filter.</Empty>
          ) : (
            <Empty title="There are no tenants yet">A tenant is a company that is a customer of yours.</Empty>
          )
        }
        {...tenants}
      />
      {creating && <CreateTenant onClose={() => setCreating(false)} />}
    </Page>
  );
}
