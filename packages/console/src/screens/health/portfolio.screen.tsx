import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { DataTable } from '../../ui/data-table.js';
import { FilterSelect } from '../../ui/filter-select.js';
import { counted } from '../../ui/numbers.js';
import { Page } from '../../ui/page.js';
import { SearchBox } from '../../ui/search-box.js';
import type { Sorting } from '../../ui/sort-header.js';
import { Empty } from '../../ui/states.js';
import { Tabs } from '../../ui/tabs.js';
import { portfolioRoute } from './health.routes.js';
import { portfolioColumns } from './portfolio-columns.js';
import { bands, byDrop, type SortBy, sorted } from './portfolio-sorting.js';
import { mostTenants, usePortfolio } from './use-portfolio.js';

/** Every tenant's health, those first whom one should look after. */
export function PortfolioScreen() {
  const { q, band, status, sort = byDrop.by, order = byDrop.direction } = portfolioRoute.useSearch();
  const navigate = useNavigate({ from: portfolioRoute.fullPath });
  const { entries, ...query } = usePortfolio(status ?? 'active');
  const sorting: Sorting<SortBy> = useMemo(() => ({ by: sort, direction: order }), [sort, order]);
  const rows = useMemo(() => {
    const part = q?.toLowerCase() ?? '';
    const wanted = entries.filter((entry) => (!band || entry.band === band) && entry.name.toLowerCase().includes(part));
    return sorted(wanted, sorting);
  }, [entries, q, band, sorting]);
  const columns = portfolioColumns(sorting, ({ by, direction }) =>
    navigate({ search: (old) => ({ ...old, sort: by, order: direction }), replace: true }),
  );
  return (
    <Page
      title="Health"
      filled
      aside={
        !query.loading &&
        !query.error && (
          <span className="text-xs text-faint">
            {counted(rows.length, 'tenant')}
            {entries.length === mostTenants && `, the ${mostTenants} with the largest drop`}
          </span>
        )
      }
      bar={
        <>
          <Tabs
            label="Tenants"
            value={status ?? 'active'}
            choices={[
              { value: 'active', label: 'Active' },
              { value: 'churned', label: 'Churned' },
            ]}
            onChange={(value) =>
              navigate({ search: (old) => ({ ...old, status: value === 'churned' ? value : undefined }) })
            }
          />
          <SearchBox
            label="Tenant"
            value={q ?? ''}
            onChange={(text) => navigate({ search: (old) => ({ ...old, q: text || undefined }), replace: true })}
          />
          <FilterSelect
            label="Band"
            value={band}
            choices={bands.map((value) => ({ value, label: value.replace('-', ' ') }))}
            onChange={(value) => navigate({ search: (old) => ({ ...old, band: value }) })}
          />
        </>
      }
    >
      <DataTable
        label="Health of the tenants"
        columns={columns}
        rows={rows}
        rowKey={({ tenantId }) => tenantId}
        onOpen={({ tenantId }) => navigate({ to: '/t/$tenantId/health', params: { tenantId } })}
        empty={
          entries.length > 0 ? (
            <Empty title="No tenants match">Change the search or the filter.</Empty>
          ) : (
            <Empty title="No scores yet">Every tenant gets a score when it is created.</Empty>
          )
        }
        {...query}
      />
    </Page>
  );
}
