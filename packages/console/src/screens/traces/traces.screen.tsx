import { eventMap } from 'virtual:event-map';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type Api, answered, api } from '../../api/api.js';
import type { components } from '../../api/generated/schema.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { shortId } from '../../ui/copy-text.js';
import { type Column, DataTable } from '../../ui/data-table.js';
import { CheckField } from '../../ui/field.js';
import { FilterSelect } from '../../ui/filter-select.js';
import { duration } from '../../ui/numbers.js';
import { Page } from '../../ui/page.js';
import { SearchBox } from '../../ui/search-box.js';
import { StateBadge } from '../../ui/state-badge.js';
import { Empty } from '../../ui/states.js';
import { Time } from '../../ui/time.js';
import { shortType } from './trace-model.js';
import { tenantTracesRoute, tracesRoute } from './traces.routes.js';

type Summary = components['schemas']['TraceSummary'];

export function TracesScreen() {
  const navigate = useNavigate();
  return (
    <Traces
      client={api}
      search={tracesRoute.useSearch()}
      onSearch={(search) => void navigate({ to: '/traces', search })}
      onOpen={(correlationId) => void navigate({ to: '/traces/$correlationId', params: { correlationId } })}
    />
  );
}

export function TenantTracesScreen() {
  const navigate = useNavigate();
  const tenantId = useTenantId();
  return (
    <Traces
      client={useApi()}
      tenantId={tenantId}
      search={tenantTracesRoute.useSearch()}
      onSearch={(search) => void navigate({ to: '/t/$tenantId/traces', params: { tenantId }, search })}
      onOpen={(correlationId) =>
        void navigate({ to: '/t/$tenantId/traces/$correlationId', params: { tenantId, correlationId } })
      }
    />
  );
}

interface Search {
  readonly type?: string | undefined;
  readonly sessions?: true | undefined;
}

interface TracesProps {
  readonly client: Api;
  readonly tenantId?: string;
  readonly search: Search;
  readonly onSearch: (search: { type?: string; sessions?: true }) => void;
  readonly onOpen: (correlationId: string) => void;
}

/** The last requests that had consequences. */
function Traces({ client, tenantId, search, onSearch, onOpen }: TracesProps) {
  const { type, sessions = false } = search;
  const traces = useQuery({
    queryKey: ['traces', tenantId, type, sessions],
    queryFn: () => answered(client.GET('/v1/traces', { params: { query: { type, tenantId, sessions, limit: 100 } } })),
    refetchInterval: 5_000,
  });
  const missing = traces.data?.missing ?? [];
  return (
    <Page
      title="Traces"
      filled
      aside={missing.length > 0 && <p className="text-xs text-warn">No answer from {missing.join(', ')}</p>}
      bar={
        <>
          <SearchBox label="Open a correlation id" value="" onChange={(id) => id.trim() !== '' && onOpen(id.trim())} />
          <FilterSelect
            label="Event"
            value={type}
            choices={eventMap.events.map((event) => ({ value: event.type, label: event.title }))}
            onChange={(next) => onSearch({ ...search, type: next })}
          />
          <CheckField
            label="Include sessions"
            checked={sessions}
            onChange={(checked) => onSearch({ ...search, sessions: checked || undefined })}
          />
        </>
      }
    >
      <DataTable
        label="Traces"
        columns={columns}
        rows={traces.data?.items ?? []}
        rowKey={({ correlationId }) => correlationId}
        onOpen={({ correlationId }) => onOpen(correlationId)}
        loading={traces.isPending}
        error={traces.error ?? undefined}
        onRetry={() => void traces.refetch()}
        empty={
          <Empty title="No traces yet">
            Every request that changes something starts a trace of what it caused, across all services.
          </Empty>
        }
      />
    </Page>
  );
}

const columns: readonly Column<Summary>[] = [
  { id: 'first', header: 'First event', width: 'minmax(104px, 2fr)', cell: ({ first }) => shortType(first.type) },
  { id: 'service', header: 'Service', width: '176px', wideOnly: true, cell: ({ first }) => first.service },
  { id: 'actor', header: 'Actor', width: '110px', wideOnly: true, cell: ({ first }) => first.actor.split(':')[0] },
  { id: 'count', header: 'Messages', width: '76px', align: 'end', wideOnly: true, cell: ({ count }) => count },
  {
    id: 'duration',
    header: 'Duration',
    width: '84px',
    align: 'end',
    wideOnly: true,
    cell: ({ durationMs }) => duration(durationMs),
  },
  { id: 'worst', header: 'Status', width: '96px', cell: ({ worst }) => <StateBadge state={worst} /> },
  {
    id: 'id',
    header: 'Correlation',
    width: '96px',
    wideOnly: true,
    cell: ({ correlationId }) => <code className="text-xs text-faint">{shortId(correlationId)}</code>,
  },
  { id: 'at', header: 'When', width: '112px', cell: ({ startedAt }) => <Time at={startedAt} /> },
];
