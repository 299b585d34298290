import { answered, api } from '../api/api.js';

export type Connection = 'connecting' | 'live' | 'away';

interface Listener {
  readonly onEvent: (name: string, data: unknown) => void;
  readonly onConnection: (connection: Connection) => void;
}

const longestPauseMs = 10_000;

/**
 * Server-sent events of the portal, with a ticket of 30 seconds in place of a token: no secret that lasts stands in an
 * address. After a break it goes on behind the last event. `close` ends it.
 */
export function openStream(
  stream: 'live' | 'feed',
  names: readonly string[],
  listener: Listener,
): { close: () => void } {
  let source: EventSource | undefined;
  let lastEventId: string | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let closed = false;

  const again = (): void => {
    source?.close();
    if (closed) return;
    failures += 1;
    listener.onConnection(failures > 1 ? 'away' : 'connecting');
    timer = setTimeout(() => void connect(), Math.min(longestPauseMs, 250 * 2 ** failures));
  };
  const connect = async (): Promise<void> => {
    try {
      const { ticket } = await answered(api.POST('/v1/live/tickets', { body: { stream } }));
      if (closed) return;
      const query = new URLSearchParams({ ticket, ...(lastEventId ? { lastEventId } : {}) });
      source = new EventSource(`/v1/${stream}/stream?${query}`);
    } catch {
      again();
      return;
    }
    source.onopen = () => {
      failures = 0;
      listener.onConnection('live');
    };
    source.onerror = again;
    for (const name of names) {
      source.addEventListener(name, (event: MessageEvent<string>) => {
        if (event.lastEventId) lastEventId = event.lastEventId;
        listener.onEvent(name, JSON.parse(event.data));
      });
    }
  };

  listener.onConnection('connecting');
  void connect();
  return {
    close: () => {
      closed = true;
      clearTimeout(timer);
      source?.close();
    },
  };
}
