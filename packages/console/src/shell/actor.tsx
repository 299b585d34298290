import { useQuery } from '@tanstack/react-query';
import { answered, apiIn } from '../api/api.js';
import type { components } from '../api/generated/schema.js';
import { useTenantId } from '../routes/roots.js';
import { useMay } from '../session/use-session.js';
import { shortId } from '../ui/copy-text.js';

const nobody: readonly components['schemas']['UserView'][] = [];

/** The tenant's people, as far as whoever asks may see them. */
export function useTenantUsers(tenantId: string): readonly components['schemas']['UserView'][] {
  const { data } = useQuery({
    queryKey: ['users', tenantId, 'named'],
    queryFn: () => answered(apiIn(tenantId).GET('/v1/users', { params: { query: { limit: 200 } } })),
    enabled: useMay('users:read'),
    staleTime: 60_000,
  });
  return data?.items ?? nobody;
}

/** Whoever did something, by the name that people know: actors are `user:<id>`, `operator:<id>` or `service:<name>`. */
export function Actor({ actor }: { actor: string }) {
  const users = useTenantUsers(useTenantId());
  const [kind, id = ''] = actor.split(':');
  if (kind === 'service') return <span title={actor}>{id}</span>;
  const name = users.find((user) => user.id === id)?.name ?? `${kind} ${shortId(id)}`;
  return <span title={actor}>{name}</span>;
}
