import { useQuery } from '@tanstack/react-query';
import { answered, apiIn } from '../api/api.js';
import { useMay } from '../session/use-session.js';

/** Who did something, from an actor as the API has it: `user:<id>`, `operator:<id>`, `service:<name>`. */
export function Actor({ tenantId, actor }: { tenantId: string; actor: string | null }) {
  const [kind = '', id = ''] = (actor ?? '').split(':');
  const mayName = useMay('users:read');
  const { data } = useQuery({
    queryKey: ['user', tenantId, id],
    queryFn: () => answered(apiIn(tenantId).GET('/v1/users/{id}', { params: { path: { id } } })),
    enabled: kind === 'user' && mayName,
    staleTime: 300_000,
    retry: false,
  });
  if (kind === 'user') return <>{data?.name ?? 'a user'}</>;
  if (kind === 'operator') return <>an operator</>;
  return <>{id || kind || 'nobody'}</>;
}
