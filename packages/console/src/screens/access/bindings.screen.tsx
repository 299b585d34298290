import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { answered } from '../../api/api.js';
import { ActorName } from '../../people/actor-name.js';
import { PersonName } from '../../people/person-name.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { useMay } from '../../session/use-session.js';
import { Button } from '../../ui/button.js';
import { Confirm } from '../../ui/confirm.js';
import { type Column, DataTable } from '../../ui/data-table.js';
import { choicesOf } from '../../ui/field.js';
import { FilterSelect } from '../../ui/filter-select.js';
import { StateBadge } from '../../ui/state-badge.js';
import { Empty } from '../../ui/states.js';
import { Time } from '../../ui/time.js';
import { useAct } from '../../ui/use-act.js';
import { usePages } from '../../ui/use-pages.js';
import { bindingsRoute } from './access.routes.js';
import { type Binding, bindingStatuses } from './access-facts.js';
import { AccessPage } from './access-page.js';
import { useRoleChoices } from './use-roles.js';

export function BindingsScreen() {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const { status, role } = bindingsRoute.useSearch();
  const navigate = useNavigate({ from: bindingsRoute.fullPath });
  const roles = useRoleChoices();
  const bindings = usePages(['bindings', tenantId, { status, role }], (cursor) =>
    answered(tenantApi.GET('/v1/bindings', { params: { query: { status, role, cursor, limit: 200 } } })),
  );
  return (
    <AccessPage
      view="bindings"
      filters={
        <>
          <FilterSelect
            label="Status"
            value={status}
            choices={choicesOf(bindingStatuses)}
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
      <DataTable
        label="Bindings"
        columns={columns}
        rowKey={({ id }) => id}
        empty={<Empty title="No bindings match">A binding records who has, or had, which role.</Empty>}
        {...bindings}
      />
    </AccessPage>
  );
}

const columns: readonly Column<Binding>[] = [
  {
    id: 'who',
    header: 'Who',
    width: 'minmax(90px, 1.2fr)',
    cell: ({ subjectId }) => (
      <span className="font-medium">
        <PersonName id={subjectId} />
      </span>
    ),
  },
  { id: 'role', header: 'Role', width: '72px', cell: ({ role }) => role },
  {
    id: 'source',
    header: 'Source',
    width: '116px',
    wideOnly: true,
    cell: ({ source }) => (source === 'user' ? 'user role' : 'request'),
  },
  {
    id: 'by',
    header: 'Granted by',
    width: 'minmax(110px, 1fr)',
    wideOnly: true,
    cell: ({ setBy }) => <ActorName actor={setBy} />,
  },
  { id: 'since', header: 'Since', width: '110px', wideOnly: true, cell: ({ since }) => <Time at={since} /> },
  {
    id: 'status',
    header: 'Status',
    width: '136px',
    align: 'end',
    cell: (binding) => (
      <span className="flex items-center justify-end gap-2">
        {binding.source === 'request' && binding.status !== 'ended' ? (
          <TakeBack binding={binding} />
        ) : (
          <StateBadge state={binding.endedBecause ?? binding.status} />
        )}
      </span>
    ),
  },
];

/** Only what was granted on request is taken back here: the role of a user itself is changed with the user. */
function TakeBack({ binding: { id, role, status } }: { binding: Binding }) {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const [asked, setAsked] = useState(false);
  const mayEnd = useMay('roles:update');
  const end = useAct(() => answered(tenantApi.POST('/v1/bindings/{id}/end', { params: { path: { id } } })), {
    done: 'Role revoked.',
    refresh: [['bindings', tenantId]],
    quiet: true,
  });
  if (!mayEnd) return <StateBadge state={status} />;
  return (
    <>
      <Button className="h-7 px-2" onClick={() => setAsked(true)}>
        Revoke
      </Button>
      {asked && (
        <Confirm
          title={`Revoke the role ${role}?`}
          action="Revoke"
          danger
          onClose={() => setAsked(false)}
          onConfirm={() => end.mutateAsync(undefined)}
        >
          They keep what their user role permits, and can request {role} again.
        </Confirm>
      )}
    </>
  );
}
