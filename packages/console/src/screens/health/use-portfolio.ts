import { useQuery } from '@tanstack/react-query';
import { answered, api } from '../../api/api.js';
import { chunked } from '../../ui/chunked.js';
import { shortId } from '../../ui/copy-text.js';
import type { NamedEntry } from './portfolio-sorting.js';

/** Those who fell most; beyond these, somebody has to narrow it down by other means. */
export const mostTenants = 1_000;
const namesAtOnce = 200;

async function portfolioOf(status: 'active' | 'churned'): Promise<readonly NamedEntry[]> {
  const query = { status, sort: 'drop', limit: mostTenants } as const;
  const { items } = await answered(api.GET('/v1/health/portfolio', { params: { query } }));
  const names = await namesOf(items.map(({ tenantId }) => tenantId));
  return items.map((entry) => ({
    ...entry,
    name: names.get(entry.tenantId) ?? shortId(entry.tenantId),
    change: entry.score - entry.previousScore,
  }));
}

async function namesOf(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const parts = await Promise.all(
    chunked(ids, namesAtOnce).map((id) =>
      answered(api.GET('/v1/tenants', { params: { query: { id, limit: namesAtOnce } } })),
    ),
  );
  return new Map(parts.flatMap(({ items }) => items.map(({ id, name }) => [id, name])));
}

const nobody: readonly NamedEntry[] = [];

/** The scores of those tenants that fell most, with their names and how much each has changed. */
export function usePortfolio(status: 'active' | 'churned') {
  const { data, isPending, error, refetch } = useQuery({
    queryKey: ['health', 'portfolio', status],
    queryFn: () => portfolioOf(status),
    refetchInterval: 15_000,
  });
  return {
    entries: data ?? nobody,
    loading: isPending,
    error: error ?? undefined,
    onRetry: () => void refetch(),
  };
}
