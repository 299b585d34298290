import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useMay } from '../../session/use-session.js';
import { Badge } from '../../ui/badge.js';
import { Button } from '../../ui/button.js';
import { type Column, DataTable } from '../../ui/data-table.js';
import { Empty } from '../../ui/states.js';
import type { Permission } from './access-facts.js';
import { AccessPage } from './access-page.js';
import { PermissionActions } from './permission-actions.js';
import { PermissionForm } from './permission-form.js';
import { usePermissions } from './use-roles.js';

export function PermissionsScreen() {
  const { data, isPending, error, refetch } = usePermissions();
  const [creating, setCreating] = useState(false);
  const mayEdit = useMay('roles:update');
  // The tenant's own first: the others are the same everywhere.
  const rows = [...(data ?? [])].sort((one, other) => Number(one.builtIn) - Number(other.builtIn));
  return (
    <AccessPage
      view="permissions"
      actions={
        mayEdit && (
          <Button look="primary" icon={<Plus />} onClick={() => setCreating(true)}>
            New permission
          </Button>
        )
      }
    >
      <DataTable
        label="Permissions"
        columns={mayEdit ? [...columns, actions] : columns}
        rows={rows}
        rowKey={({ permission }) => permission}
        loading={isPending}
        error={error ?? undefined}
        onRetry={() => void refetch()}
        empty={<Empty title="No permissions yet">Onboarding gives every tenant the built-in permissions.</Empty>}
      />
      {creating && <PermissionForm onClose={() => setCreating(false)} />}
    </AccessPage>
  );
}

const columns: readonly Column<Permission>[] = [
  {
    id: 'permission',
    header: 'Permission',
    width: 'minmax(130px, 1fr)',
    cell: ({ permission }) => <span className="font-mono text-xs">{permission}</span>,
  },
  {
    id: 'whose',
    header: 'Kind',
    width: '90px',
    cell: ({ builtIn }) => <Badge tone={builtIn ? 'neutral' : 'accent'}>{builtIn ? 'built in' : 'your own'}</Badge>,
  },
  {
    id: 'description',
    header: 'Description',
    width: 'minmax(160px, 2fr)',
    wideOnly: true,
    cell: ({ description, builtIn, builtInRoles }) =>
      builtIn ? <span className="text-muted">for {builtInRoles.join(', ')}</span> : description,
  },
  {
    id: 'suspended',
    header: 'While suspended',
    width: '120px',
    wideOnly: true,
    cell: ({ allowedWhileSuspended }) => (allowedWhileSuspended ? 'allowed' : 'denied'),
  },
  {
    id: 'contained',
    header: 'In containment',
    width: '120px',
    wideOnly: true,
    cell: ({ deniedByHighContainment }) => (deniedByHighContainment ? 'denied' : 'allowed'),
  },
];

const actions: Column<Permission> = {
  id: 'actions',
  header: <span className="sr-only">Actions</span>,
  width: '84px',
  align: 'end',
  cell: (permission) => !permission.builtIn && <PermissionActions permission={permission} />,
};
