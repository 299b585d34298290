import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { answered, api } from '../../api/api.js';
import type { LiveState } from '../../live/live-store.js';
import { useLive } from '../../live/use-live.js';

export interface Moment {
  readonly state: LiveState | undefined;
  /** Whether this is now, and comes by itself. */
  readonly live: boolean;
  readonly notice: string | undefined;
}

/** The platform now, or as it was at a moment of the last hour. */
export function useMoment(at: string | undefined): Moment {
  const { connection, state } = useLive();
  const past = useQuery({
    queryKey: ['live', 'at', at],
    queryFn: () =>
      answered(api.GET('/v1/live/samples', { params: { query: { from: at ?? '', to: at ?? '', limit: 1 } } })),
    enabled: at !== undefined,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (at !== undefined) {
    const notice = past.isError ? 'That moment cannot be loaded right now.' : undefined;
    return { state: past.data?.state ?? undefined, live: false, notice };
  }
  return { state, live: connection === 'live', notice: noticeOf(connection, state) };
}

function noticeOf(connection: string, state: LiveState | undefined): string | undefined {
  if (connection === 'away') return 'Connection lost. What you see is out of date; it resumes by itself.';
  if (!state) return undefined;
  const down = Object.entries(state.services).filter(([, service]) => service?.status === 'down');
  if (state.broker === 'down')
    return 'The broker is unreachable. Events wait in the outboxes of their services; nothing is lost.';
  if (down.length > 0)
    return `${down.map(([name]) => name).join(', ')} ${down.length > 1 ? 'do' : 'does'} not answer. Events wait in the queue; nothing is lost.`;
  return undefined;
}
