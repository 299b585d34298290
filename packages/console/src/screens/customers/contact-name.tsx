import { useQuery } from '@tanstack/react-query';
import { answered } from '../../api/api.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { shortId } from '../../ui/copy-text.js';

/** A contact as it is called; by its id while that is not known, or when it is gone. */
export function ContactName({ id }: { id: string }) {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const { data } = useQuery({
    queryKey: ['contacts', tenantId, 'name', id],
    queryFn: () => answered(tenantApi.GET('/v1/contacts/{id}', { params: { path: { id } } })),
    staleTime: 60_000,
  });
  return <>{data?.displayName ?? shortId(id)}</>;
}
