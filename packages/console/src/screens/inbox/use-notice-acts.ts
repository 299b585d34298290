import { answered } from '../../api/api.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { useAct } from '../../ui/use-act.js';

/** What a reader does with notifications. */
export function useNoticeActs() {
  const tenantApi = useApi();
  const refresh = [['notices', useTenantId()]];
  const read = useAct(
    (id: string) => answered(tenantApi.POST('/v1/notifications/{id}/read', { params: { path: { id } } })),
    { refresh },
  );
  const acknowledge = useAct(
    (id: string) => answered(tenantApi.POST('/v1/notifications/{id}/acknowledge', { params: { path: { id } } })),
    { done: 'Notification acknowledged.', refresh },
  );
  const readAll = useAct(() => answered(tenantApi.POST('/v1/notifications/read-all')), {
    done: ({ toAcknowledge }) =>
      toAcknowledge > 0 ? `All read; ${toAcknowledge} still to be acknowledged.` : 'All notifications read.',
    refresh,
  });
  return { read, acknowledge, readAll };
}
