import { answered } from '../../api/api.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { usePages } from '../../ui/use-pages.js';
import { Sessions } from '../account/sessions.js';

/** Where somebody of the tenant is signed in, and was lately. */
export function SessionList({ userId, mayEnd }: { userId: string; mayEnd: boolean }) {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const sessions = usePages(['sessions', tenantId, userId], (cursor) =>
    answered(tenantApi.GET('/v1/sessions', { params: { query: { userId, cursor, limit: 50 } } })),
  );
  return <Sessions api={tenantApi} mayEnd={mayEnd} {...sessions} />;
}
