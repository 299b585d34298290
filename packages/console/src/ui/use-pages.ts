import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';

interface PageOf<Row> {
  readonly items: readonly Row[];
  readonly nextCursor: string | null;
}

interface PagesOptions<Row> {
  /** Asks again after so many milliseconds; or as the newest page says. */
  readonly refetchInterval?: number | false | ((newest: readonly Row[]) => number | false);
  readonly enabled?: boolean;
}

/** Whoever has scrolled further than this reads: so many pages are not asked for again unasked. */
const mostRefetched = 3;

/** A list of any length, page after page as it is scrolled. Give what it answers to a DataTable. */
export function usePages<Row>(
  key: readonly unknown[],
  fetchPage: (cursor: string | undefined) => Promise<PageOf<Row>>,
  { refetchInterval = false, enabled = true }: PagesOptions<Row> = {},
) {
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) => fetchPage(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    enabled,
    refetchInterval: ({ state }) => {
      const pages = state.data?.pages ?? [];
      if (pages.length > mostRefetched) return false;
      return typeof refetchInterval === 'function' ? refetchInterval(pages[0]?.items ?? []) : refetchInterval;
    },
    refetchOnWindowFocus: ({ state }) => (state.data?.pages.length ?? 0) <= mostRefetched,
    refetchOnMount: ({ state }) => (state.data?.pages.length ?? 0) <= mostRefetched,
  });
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = query;
  const rows = useMemo(() => data?.pages.flatMap(({ items }) => items) ?? [], [data]);
  const onEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return {
    rows,
    loading: query.isPending,
    error: query.error ?? undefined,
    onRetry: () => void refetch(),
    onEnd: hasNextPage ? onEnd : undefined,
    refetch,
  };
}
