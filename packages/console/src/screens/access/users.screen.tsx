import { useNavigate } from '@tanstack/react-router';
import { answered } from '../../api/api.js';
import type { Person } from '../../people/use-people.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { type Column, DataTable } from '../../ui/data-table.js';
import { choicesOf } from '../../ui/field.js';
import { FilterSelect } from '../../ui/filter-select.js';
import { SearchBox } from '../../ui/search-box.js';
import { Split } from '../../ui/side-panel.js';
import { StateBadge } from '../../ui/state-badge.js';
import { Empty } from '../../ui/states.js';
import { Time } from '../../ui/time.js';
import { useFound } from '../../ui/use-found.js';
import { usePages } from '../../ui/use-pages.js';
import { usersRoute } from './access.routes.js';
import { userStatuses } from './access-facts.js';
import { AccessPage } from './access-page.js';
import { useRoleChoices } from './use-roles.js';
import { UserPanel } from './user-panel.js';

export function UsersScreen() {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const { q, status, role, user } = usersRoute.useSearch();
  const navigate = useNavigate({ from: usersRoute.fullPath });
  const roles = useRoleChoices();
  const pages = usePages(['users', tenantId, { status, role }], (cursor) =>
    answered(tenantApi.GET('/v1/users', { params: { query: { status, role, cursor, limit: 200 } } })),
  );
  const users = useFound(pages, q, wordsOf);
  return (
    <AccessPage
      view="users"
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
            choices={choicesOf(userStatuses)}
            onChange={(value) => navigate({ search: (old) => ({ ...old, status: value }) })}
          />
          <FilterSelect
            label="Role"
            value={role}
            choices={roles}
            onChange={(value) => navigate({ search: (old) => ({ ...old, role: value }) })}
          />
        </>
      }
    >
      <Split
        panel={
          user && (
            <UserPanel
              key={user}
              id={user}
              onClose={() => navigate({ search: (old) => ({ ...old, user: undefined }) })}
            />
          )
        }
      >
        <DataTable
          label="Users"
          columns={columns}
          compact={user !== undefined}
          rowKey={({ id }) => id}
          selectedKey={user}
          onOpen={({ id }) => navigate({ search: (old) => ({ ...old, user: id }) })}
          empty={<Empty title="No users match">Change the search or the filters, or invite someone.</Empty>}
          {...users}
        />
      </Split>
    </AccessPage>
  );
}

const wordsOf = ({ name, email }: Person): string => `${name} ${email}`;

const columns: readonly Column<Person>[] = [
  {
    id: 'name',
    header: 'Name',
    width: 'minmax(120px, 1.4fr)',
    cell: ({ name }) => <span className="font-medium">{name}</span>,
  },
  { id: 'email', header: 'E-mail', width: 'minmax(160px, 2fr)', wideOnly: true, cell: ({ email }) => email },
  { id: 'role', header: 'Role', width: '96px', cell: ({ role }) => role },
  { id: 'status', header: 'Status', width: '108px', cell: ({ status }) => <StateBadge state={status} /> },
  {
    id: 'since',
    header: 'Since',
    width: '120px',
    wideOnly: true,
    cell: ({ activatedAt, createdAt }) => <Time at={activatedAt ?? createdAt} />,
  },
];
