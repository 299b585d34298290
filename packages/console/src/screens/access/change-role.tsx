import { useState } from 'react';
import { answered } from '../../api/api.js';
import type { Person } from '../../people/use-people.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { Button } from '../../ui/button.js';
import { SelectField } from '../../ui/field.js';
import { useAct } from '../../ui/use-act.js';
import { useRoleChoices } from './use-roles.js';

/** Gives somebody another role, unless somebody else did so meanwhile. */
export function ChangeRole({ person, etag }: { person: Person; etag: string | null }) {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const roles = useRoleChoices();
  const [role, setRole] = useState(person.role);
  const { id, name } = person;
  const change = useAct(
    () =>
      answered(
        tenantApi.PATCH('/v1/users/{id}/role', {
          params: { path: { id }, header: etag ? { 'If-Match': etag } : {} },
          body: { role },
        }),
      ),
    {
      done: `${name} now has the role ${role}.`,
      refresh: ['users', 'people', 'roles', 'bindings', 'effective'].map((name) => [name, tenantId]),
    },
  );
  // A role that is not listed (any more) is shown all the same.
  const choices = roles.some(({ value }) => value === person.role)
    ? roles
    : [{ value: person.role, label: person.role }, ...roles];
  return (
    <div className="flex flex-wrap items-end gap-2">
      <div className="min-w-40 flex-1">
        <SelectField
          label={`Role of ${name}`}
          value={role}
          choices={choices}
          onChange={setRole}
          hint="Takes effect with the next request."
        />
      </div>
      <div className="pb-5">
        <Button disabled={role === person.role} busy={change.isPending} onClick={() => change.mutate(undefined)}>
          Change
        </Button>
      </div>
    </div>
  );
}
