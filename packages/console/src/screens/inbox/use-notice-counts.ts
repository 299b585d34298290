import { useQuery } from '@tanstack/react-query';
import { answered, apiIn } from '../../api/api.js';
import { useUser } from '../../session/use-session.js';
import { pollMs } from './inbox-facts.js';

/** How many notifications wait for the reader; operators have none. */
export function useNoticeCounts(tenantId: string) {
  const { kind, permissions } = useUser();
  return useQuery({
    queryKey: ['notices', tenantId, 'counts'],
    queryFn: () => answered(apiIn(tenantId).GET('/v1/notifications/counts')),
    enabled: kind === 'user' && permissions.includes('notifications:read'),
    refetchInterval: pollMs,
  });
}
