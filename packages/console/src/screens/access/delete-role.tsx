import { useState } from 'react';
import { answered } from '../../api/api.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { Button } from '../../ui/button.js';
import { Confirm } from '../../ui/confirm.js';
import { SelectField } from '../../ui/field.js';
import { useAct } from '../../ui/use-act.js';
import type { Role } from './access-facts.js';

/** Of the tenant's own roles one that nobody has. */
export function DeleteRole({ roles }: { roles: readonly Role[] }) {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const [asked, setAsked] = useState(false);
  const [chosen, setChosen] = useState('');
  const unused = roles.filter(({ builtIn, holders }) => !builtIn && holders === 0);
  const role = unused.find(({ key }) => key === chosen) ?? unused[0];
  const remove = useAct(
    ({ key, version }: Role) =>
      answered(
        tenantApi.DELETE('/v1/roles/{key}', {
          params: { path: { key }, header: { 'If-Match': `"${version}"` } },
        }),
      ),
    { done: 'Role deleted.', refresh: [['roles', tenantId]], quiet: true },
  );
  if (!role) return null;
  return (
    <>
      <Button look="quiet" onClick={() => setAsked(true)}>
        Delete a role
      </Button>
      {asked && (
        <Confirm
          title="Delete a role"
          action={`Delete ${role.name}`}
          danger
          onClose={() => setAsked(false)}
          onConfirm={() => remove.mutateAsync(role)}
        >
          <SelectField
            label="Role"
            value={role.key}
            choices={unused.map(({ key, name }) => ({ value: key, label: name }))}
            onChange={setChosen}
            hint="Only your own roles without holders can be deleted."
          />
        </Confirm>
      )}
    </>
  );
}
