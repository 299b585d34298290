import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import { type Api, answered, apiIn } from '../api/api.js';
import type { components } from '../api/generated/schema.js';
import { useMay } from '../session/use-session.js';

export type Person = components['schemas']['UserView'];

/** Of a tenant with more, the newest are known by name. */
const most = 1_000;
const nobody: readonly Person[] = [];

async function newest(api: Api): Promise<readonly Person[]> {
  const people: Person[] = [];
  let cursor: string | undefined;
  do {
    const page = await answered(api.GET('/v1/users', { params: { query: { limit: 200, cursor } } }));
    people.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined && people.length < most);
  return people;
}

/** People of a tenant (of the one in the address, unless told), newest first, to choose from and to call by their names. */
export function usePeople(named?: string) {
  const { tenantId = named } = useParams({ strict: false });
  const mayRead = useMay('users:read');
  const {
    data: people = nobody,
    isPending,
    error,
  } = useQuery({
    queryKey: ['people', tenantId],
    queryFn: () => newest(apiIn(tenantId ?? '')),
    enabled: mayRead && tenantId !== undefined,
    staleTime: 60_000,
  });
  const byId = useMemo(() => new Map(people.map((person) => [person.id, person])), [people]);
  return { people, byId, isPending, error };
}
