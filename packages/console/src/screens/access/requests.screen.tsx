import { useNavigate } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { answered } from '../../api/api.js';
import { PersonName } from '../../people/person-name.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { useUser } from '../../session/use-session.js';
import { Button } from '../../ui/button.js';
import { type Column, DataTable } from '../../ui/data-table.js';
import { choicesOf } from '../../ui/field.js';
import { FilterSelect } from '../../ui/filter-select.js';
import { StateBadge } from '../../ui/state-badge.js';
import { Empty } from '../../ui/states.js';
import { Time } from '../../ui/time.js';
import { usePages } from '../../ui/use-pages.js';
import { requestsRoute } from './access.routes.js';
import { type AccessRequest, requestStatuses } from './access-facts.js';
import { AccessPage } from './access-page.js';
import { AskForAccess } from './ask-for-access.js';
import { DecideRequest } from './decide-request.js';

export function RequestsScreen() {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const { status } = requestsRoute.useSearch();
  const navigate = useNavigate({ from: requestsRoute.fullPath });
  const [asking, setAsking] = useState(false);
  const { kind } = useUser();
  const requests = usePages(['access-requests', tenantId, { status }], (cursor) =>
    answered(tenantApi.GET('/v1/access-requests', { params: { query: { status, cursor, limit: 100 } } })),
  );
  return (
    <AccessPage
      view="requests"
      actions={
        kind === 'user' && (
          <Button look="primary" icon={<Plus />} onClick={() => setAsking(true)}>
            Request a role
          </Button>
        )
      }
      filters={
        <FilterSelect
          label="Status"
          value={status}
          choices={choicesOf(requestStatuses)}
          onChange={(value) => navigate({ search: (old) => ({ ...old, status: value }) })}
        />
      }
    >
      <DataTable
        label="Access requests"
        columns={columns}
        rowKey={({ id }) => id}
        empty={
          <Empty title={status ? 'No requests match' : 'No requests yet'}>
            Anyone who needs another role requests it here with a reason; an administrator decides.
          </Empty>
        }
        {...requests}
      />
      {asking && <AskForAccess onClose={() => setAsking(false)} />}
    </AccessPage>
  );
}

const columns: readonly Column<AccessRequest>[] = [
  {
    id: 'who',
    header: 'Who',
    width: 'minmax(90px, 1fr)',
    cell: ({ subjectId }) => (
      <span className="font-medium">
        <PersonName id={subjectId} />
      </span>
    ),
  },
  { id: 'role', header: 'Role', width: '80px', cell: ({ role }) => role },
  {
    id: 'reason',
    header: 'Why',
    width: 'minmax(120px, 2fr)',
    wideOnly: true,
    cell: ({ reason, note }) => (
      <span title={reason}>
        {reason}
        {note && <span className="text-faint"> · {note}</span>}
      </span>
    ),
  },
  { id: 'at', header: 'Requested', width: '110px', wideOnly: true, cell: ({ createdAt }) => <Time at={createdAt} /> },
  {
    id: 'status',
    header: 'Status',
    width: '150px',
    align: 'end',
    cell: (request) =>
      request.status === 'open' ? <DecideRequest request={request} /> : <StateBadge state={request.status} />,
  },
];
