import { useNavigate } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { answered } from '../../api/api.js';
import { ActorName } from '../../people/actor-name.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { useMay } from '../../session/use-session.js';
import { Button } from '../../ui/button.js';
import { type Column, DataTable } from '../../ui/data-table.js';
import { choicesOf } from '../../ui/field.js';
import { FilterSelect } from '../../ui/filter-select.js';
import { SearchBox } from '../../ui/search-box.js';
import { StateBadge } from '../../ui/state-badge.js';
import { Empty } from '../../ui/states.js';
import { Time } from '../../ui/time.js';
import { useFound } from '../../ui/use-found.js';
import { usePages } from '../../ui/use-pages.js';
import { invitationsRoute } from './access.routes.js';
import { type Invitation, invitationStatuses } from './access-facts.js';
import { AccessPage } from './access-page.js';
import { InvitationActions } from './invitation-actions.js';
import { Invite } from './invite.js';

export function InvitationsScreen() {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const { q, status } = invitationsRoute.useSearch();
  const navigate = useNavigate({ from: invitationsRoute.fullPath });
  const [inviting, setInviting] = useState(false);
  const mayInvite = useMay('users:invite');
  const pages = usePages(['invitations', tenantId, { status }], (cursor) =>
    answered(tenantApi.GET('/v1/invitations', { params: { query: { status, cursor, limit: 200 } } })),
  );
  const invitations = useFound(pages, q, wordsOf);
  return (
    <AccessPage
      view="invitations"
      actions={
        mayInvite && (
          <Button look="primary" icon={<Plus />} onClick={() => setInviting(true)}>
            Invite
          </Button>
        )
      }
      filters={
        <>
          <SearchBox
            label="Name or e-mail"
            value={q ?? ''}
            onChange={(text) => navigate({ search: (old) => ({ ...old, q: text || undefined }), replace: true })}
          />
          <FilterSelect
            label="Status"
            value={status}
            choices={choicesOf(invitationStatuses)}
            onChange={(value) => navigate({ search: (old) => ({ ...old, status: value }) })}
          />
        </>
      }
    >
      <DataTable
        label="Invitations"
        columns={mayInvite ? [...columns, actions] : columns}
        rowKey={({ id }) => id}
        empty={
          <Empty title={q || status ? 'No invitations match' : 'No invitations yet'}>
            An invitation is a mail with a link that is valid for seven days.
          </Empty>
        }
        {...invitations}
      />
      {inviting && <Invite onClose={() => setInviting(false)} />}
    </AccessPage>
  );
}

const wordsOf = ({ name, email }: Invitation): string => `${name} ${email}`;

const columns: readonly Column<Invitation>[] = [
  {
    id: 'name',
    header: 'Name',
    width: 'minmax(100px, 1.2fr)',
    cell: ({ name, email }) => (
      <span className="font-medium" title={email}>
        {name}
      </span>
    ),
  },
  { id: 'email', header: 'E-mail', width: 'minmax(160px, 1.8fr)', wideOnly: true, cell: ({ email }) => email },
  { id: 'role', header: 'Role', width: '88px', wideOnly: true, cell: ({ role }) => role },
  { id: 'status', header: 'Status', width: '88px', cell: ({ status }) => <StateBadge state={status} /> },
  {
    id: 'by',
    header: 'Invited by',
    width: 'minmax(100px, 1fr)',
    wideOnly: true,
    cell: ({ invitedBy }) => <ActorName actor={invitedBy} />,
  },
  {
    id: 'until',
    header: 'Until',
    width: '96px',
    wideOnly: true,
    cell: ({ status, expiresAt, acceptedAt, closedAt }) => (
      <Time at={status === 'open' ? expiresAt : (acceptedAt ?? closedAt ?? expiresAt)} />
    ),
  },
];

const actions: Column<Invitation> = {
  id: 'actions',
  header: <span className="sr-only">Actions</span>,
  width: '68px',
  align: 'end',
  cell: (invitation) => <InvitationActions invitation={invitation} />,
};
