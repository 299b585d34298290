import { useQuery } from '@tanstack/react-query';
import { answeredWithTag } from '../../api/api.js';
import type { components } from '../../api/generated/schema.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { useUser } from '../../session/use-session.js';

export type Preferences = components['schemas']['PreferencesView'];
export type Topic = keyof Preferences['channels'];

/** How the reader is told, with the tag for an edit. Only users of a tenant choose. */
export function usePreferences() {
  const tenantApi = useApi();
  return useQuery({
    queryKey: ['preferences', useTenantId()],
    queryFn: () => answeredWithTag(tenantApi.GET('/v1/preferences')),
    enabled: useUser().kind === 'user',
  });
}
