import { useNavigate } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { answered, api } from '../../api/api.js';
import { Button } from '../../ui/button.js';
import { DataTable } from '../../ui/data-table.js';
import { choicesOf } from '../../ui/field.js';
import { FilterSelect } from '../../ui/filter-select.js';
import { Page } from '../../ui/page.js';
import { SearchBox } from '../../ui/search-box.js';
import { Empty } from '../../ui/states.js';
import { usePages } from '../../ui/use-pages.js';
import { CreateTenant } from './create-tenant.js';
import { tenantColumns } from './tenant-columns.js';
import { useTenantFacts } from './tenant-facts.js';
import { planChoices } from './tenant-plans.js';
import { tenantStatuses } from './tenant-statuses.js';
import { tenantsRoute } from './tenants.routes.js';

export function TenantsScreen() {
  const { search, status, plan } = tenantsRoute.useSearch();
  const navigate = useNavigate({ from: tenantsRoute.fullPath });
  const [creating, setCreating] = useState(false);
  const tenants = usePages(['tenants', { search, status, plan }], (cursor) =>
    answered(api.GET('/v1/tenants', { params: { query: { search, status, plan, cursor, limit: 100 } } })),
  );
  const facts = useTenantFacts(tenants.rows);
  const columns = useMemo(() => tenantColumns(facts), [facts]);
  return (
    <Page
      title="Tenants"
      filled
      aside={
        facts.missing.length > 0 && <p className="text-xs text-warn">No answer from {facts.missing.join(' and ')}</p>
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
            choices={choicesOf(tenantStatuses)}
            onChange={(value) => navigate({ search: (old) => ({ ...old, status: value }) })}
          />
          <FilterSelect
            label="Plan"
            value={plan}
            choices={planChoices}
            onChange={(value) => navigate({ search: (old) => ({ ...old, plan: value }) })}
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
          search || status || plan ? (
            <Empty title="No tenants match">Change the search or the filter.</Empty>
          ) : (
            <Empty title="No tenants yet">A tenant is a company that is a customer of yours.</Empty>
          )
        }
        {...tenants}
      />
      {creating && <CreateTenant onClose={() => setCreating(false)} />}
    </Page>
  );
}
