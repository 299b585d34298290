import { useQuery } from '@tanstack/react-query';
import { answered } from '../../api/api.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { useMay } from '../../session/use-session.js';
import { choicesOf } from '../../ui/field.js';

export function useRoles() {
  const api = useApi();
  return useQuery({
    queryKey: ['roles', useTenantId()],
    queryFn: async () => (await answered(api.GET('/v1/roles'))).items,
    enabled: useMay('roles:read'),
  });
}

export function usePermissions() {
  const api = useApi();
  return useQuery({
    queryKey: ['permissions', useTenantId()],
    queryFn: async () => (await answered(api.GET('/v1/permissions'))).items,
    enabled: useMay('roles:read'),
  });
}

const builtIn = choicesOf(['owner', 'admin', 'member', 'viewer']);

/** Roles to choose from; whoever may not read the tenant's own chooses from the built-in ones. */
export function useRoleChoices() {
  const { data } = useRoles();
  return data?.map(({ key }) => ({ value: key, label: key })) ?? builtIn;
}
