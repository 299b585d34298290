import { Link, useNavigate } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { answered } from '../../api/api.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { useMay } from '../../session/use-session.js';
import { Button } from '../../ui/button.js';
import { type Column, DataTable } from '../../ui/data-table.js';
import { choicesOf } from '../../ui/field.js';
import { FilterSelect } from '../../ui/filter-select.js';
import { Page } from '../../ui/page.js';
import { Empty } from '../../ui/states.js';
import { Time } from '../../ui/time.js';
import { usePages } from '../../ui/use-pages.js';
import { EndpointState } from './endpoint-state.js';
import { LastDelivery } from './last-delivery.js';
import { NewEndpoint } from './new-endpoint.js';
import { type Endpoint, endpointStatuses } from './webhook-facts.js';
import { endpointsRoute } from './webhooks.routes.js';
import { WebhooksNav } from './webhooks-nav.js';

export function EndpointsScreen() {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const { status } = endpointsRoute.useSearch();
  const navigate = useNavigate({ from: endpointsRoute.fullPath });
  const mayWrite = useMay('webhooks:write');
  const [creating, setCreating] = useState(false);
  const endpoints = usePages(['webhook-endpoints', tenantId, 'list', { status }], (cursor) =>
    answered(tenantApi.GET('/v1/webhook-endpoints', { params: { query: { status, cursor, limit: 100 } } })),
  );
  return (
    <Page
      title="Webhooks"
      filled
      aside={<WebhooksNav />}
      actions={
        mayWrite && (
          <Button look="primary" icon={<Plus />} onClick={() => setCreating(true)}>
            New endpoint
          </Button>
        )
      }
      bar={
        <FilterSelect
          label="State"
          value={status}
          choices={choicesOf(endpointStatuses)}
          onChange={(value) => navigate({ search: { status: value } })}
        />
      }
    >
      <DataTable
        label="Endpoints"
        columns={columns(tenantId)}
        rowKey={({ id }) => id}
        onOpen={({ id }) =>
          navigate({ to: '/t/$tenantId/webhooks/$endpointId', params: { tenantId, endpointId: id }, search: {} })
        }
        empty={
          status ? (
            <Empty title={`No ${status} endpoints`}>Change the filter.</Empty>
          ) : (
            <Empty title="No endpoints yet">
              An endpoint is a URL of yours that gets a signed message when something happens here.
            </Empty>
          )
        }
        {...endpoints}
      />
      {creating && <NewEndpoint onClose={() => setCreating(false)} />}
    </Page>
  );
}

const columns = (tenantId: string): readonly Column<Endpoint>[] => [
  {
    id: 'url',
    header: 'Endpoint',
    width: 'minmax(160px, 2.4fr)',
    cell: ({ id, url, description }) => (
      <>
        <Link
          to="/t/$tenantId/webhooks/$endpointId"
          params={{ tenantId, endpointId: id }}
          className="font-medium hover:underline"
        >
          {url}
        </Link>{' '}
        <span className="text-faint">{description}</span>
      </>
    ),
  },
  { id: 'state', header: 'State', width: '96px', cell: (endpoint) => <EndpointState endpoint={endpoint} /> },
  {
    id: 'types',
    header: 'Event types',
    width: 'minmax(140px, 1.4fr)',
    wideOnly: true,
    cell: ({ eventTypes }) => eventTypes?.join(', ') ?? 'all',
  },
  { id: 'last', header: 'Last delivery', width: '200px', wideOnly: true, cell: ({ id }) => <LastDelivery id={id} /> },
  {
    id: 'created',
    header: 'Created',
    width: '112px',
    wideOnly: true,
    cell: ({ createdAt }) => <Time at={createdAt} />,
  },
];
