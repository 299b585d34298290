import { Link, useNavigate } from '@tanstack/react-router';
import { answered } from '../../api/api.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { type Column, DataTable } from '../../ui/data-table.js';
import { choicesOf } from '../../ui/field.js';
import { FilterSelect } from '../../ui/filter-select.js';
import { FilterText } from '../../ui/filter-text.js';
import { duration } from '../../ui/numbers.js';
import { Page } from '../../ui/page.js';
import { StateBadge } from '../../ui/state-badge.js';
import { Empty } from '../../ui/states.js';
import { Time } from '../../ui/time.js';
import { usePages } from '../../ui/use-pages.js';
import { useEndpointUrls } from './use-endpoint-urls.js';
import { isUnderWay, type Message, messageStatuses } from './webhook-facts.js';
import { messagesRoute } from './webhooks.routes.js';
import { WebhooksNav } from './webhooks-nav.js';

const refreshMs = 3_000;

export function MessagesScreen() {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const search = messagesRoute.useSearch();
  const { endpoint: endpointId, status, type } = search;
  const navigate = useNavigate({ from: messagesRoute.fullPath });
  const endpoints = useEndpointUrls();
  const messages = usePages(
    ['webhook-messages', tenantId, 'list', search],
    (cursor) => {
      const query = { endpointId, status, type, cursor, limit: 100 };
      return answered(tenantApi.GET('/v1/webhook-messages', { params: { query } }));
    },
    { refetchInterval: (newest) => newest.some(isUnderWay) && refreshMs },
  );
  const change = (part: typeof search): void => void navigate({ search: (old) => ({ ...old, ...part }) });
  return (
    <Page
      title="Webhooks"
      filled
      aside={<WebhooksNav />}
      bar={
        <>
          <FilterSelect
            label="Endpoint"
            value={endpointId}
            choices={[...endpoints].map(([value, label]) => ({ value, label }))}
            onChange={(endpoint) => change({ endpoint })}
          />
          <FilterSelect
            label="State"
            value={status}
            choices={choicesOf(messageStatuses)}
            onChange={(value) => change({ status: value })}
          />
          <FilterText label="Event type" value={type} onChange={(value) => change({ type: value })} />
        </>
      }
    >
      <DataTable
        label="Messages"
        columns={columns(tenantId, endpoints)}
        rowKey={({ id }) => id}
        onOpen={({ id }) =>
          navigate({ to: '/t/$tenantId/webhooks/messages/$messageId', params: { tenantId, messageId: id }, search: {} })
        }
        empty={
          endpointId || status || type ? (
            <Empty title="No messages match">Change the filters.</Empty>
          ) : (
            <Empty title="No messages yet">Messages appear as soon as an endpoint subscribes to an event.</Empty>
          )
        }
        {...messages}
      />
    </Page>
  );
}

const columns = (tenantId: string, endpoints: ReadonlyMap<string, string>): readonly Column<Message>[] => [
  { id: 'status', header: 'State', width: '96px', cell: ({ status }) => <StateBadge state={status} /> },
  {
    id: 'type',
    header: 'Event type',
    width: 'minmax(150px, 1.3fr)',
    cell: ({ id, type }) => (
      <Link
        to="/t/$tenantId/webhooks/messages/$messageId"
        params={{ tenantId, messageId: id }}
        className="font-medium hover:underline"
      >
        {type}
      </Link>
    ),
  },
  {
    id: 'endpoint',
    header: 'Endpoint',
    width: 'minmax(140px, 1.8fr)',
    wideOnly: true,
    cell: ({ endpointId }) => endpoints.get(endpointId) ?? <span className="text-faint">deleted endpoint</span>,
  },
  {
    id: 'answer',
    header: 'Response',
    width: '72px',
    align: 'end',
    cell: ({ lastStatus }) => lastStatus ?? <span className="text-faint">–</span>,
  },
  { id: 'attempts', header: 'Attempts', width: '68px', align: 'end', wideOnly: true, cell: ({ attempts }) => attempts },
  {
    id: 'latency',
    header: 'Duration',
    width: '72px',
    align: 'end',
    wideOnly: true,
    cell: ({ latencyMs }) => (latencyMs === null ? '–' : duration(latencyMs)),
  },
  {
    id: 'next',
    header: 'Next attempt',
    width: '112px',
    wideOnly: true,
    cell: ({ nextAttemptAt }) => <Time at={nextAttemptAt} />,
  },
  { id: 'created', header: 'When', width: '112px', wideOnly: true, cell: ({ createdAt }) => <Time at={createdAt} /> },
];
