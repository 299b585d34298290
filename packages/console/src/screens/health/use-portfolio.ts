import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { answered, api } from '../../api/api.js';
import { shortId } from '../../ui/copy-text.js';
import type { NamedEntry } from './portfolio-sorting.js';

const mostPages = 5;
/** Those who fell most; beyond these, somebody has to narrow it down by other means. */
export const mostTenants = 1_000;

/** The tenants' names by id, as many as a portfolio has lines. */
async function tenantNames(): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const query = { cursor, limit: 200 };
    const { items, nextCursor } = await answered(api.GET('/v1/tenants', { params: { query } }));
    for (const { id, name } of items) names.set(id, name);
    if (nextCursor === null) break;
    cursor = nextCursor;
  }
  return names;
}

/** The scores of those tenants that fell most, with their names and how much each has changed. */
export function usePortfolio(status: 'active' | 'churned') {
  const names = useQuery({ queryKey: ['tenants', 'names'], queryFn: tenantNames, staleTime: 60_000 });
  const scores = useQuery({
    queryKey: ['health', 'portfolio', status],
    queryFn: () =>
      answered(api.GET('/v1/health/portfolio', { params: { query: { status, sort: 'drop', limit: mostTenants } } })),
    refetchInterval: 15_000,
  });
  const entries = useMemo(
    () =>
      (scores.data?.items ?? []).map(
        (entry): NamedEntry => ({
          ...entry,
          name: names.data?.get(entry.tenantId) ?? shortId(entry.tenantId),
          change: entry.score - entry.previousScore,
        }),
      ),
    [scores.data, names.data],
  );
  return {
    entries,
    loading: scores.isPending || names.isPending,
    error: scores.error ?? undefined,
    onRetry: () => void scores.refetch(),
  };
}
