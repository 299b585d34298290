import { answered, api } from '../api/api.js';

export type Connection = 'connecting' | 'live' | 'away';

interface Listener {
  readonly onEvent: (name: string, data: unknown) => void;
  readonly onConnection: (connection: Connection) => void;
}

const names = ['full', 'delta'] as const;
const longestPauseMs = 10_000;
/** Samples come several times a second while somebody looks on: who says nothing for so long is away, line or no line. */
const longestSilenceMs = 5_000;

/**
 * The portal's live stream, with a ticket of 30 seconds in place of a token: no secret that lasts stands in an address.
 * After a break it goes on behind the last event. `close` ends it.
 */
export function openStream(listener: Listener): { close: () => void } {
  let source: EventSource | undefined;
  let lastEventId: string | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let closed = false;

  const wait = (forMs: number, then: () => void): void => {
    clearTimeout(timer);
    timer = setTimeout(then, forMs);
  };
  const again = (): void => {
    source?.close();
    if (closed) return;
    failures += 1;
    listener.onConnection(failures > 1 ? 'away' : 'connecting');
    wait(Math.min(longestPauseMs, 250 * 2 ** failures), () => void connect());
  };
  const connect = async (): Promise<void> => {
    try {
      const signal = AbortSignal.timeout(longestSilenceMs);
      const { ticket } = await answered(api.POST('/v1/live/tickets', { body: { stream: 'live' }, signal }));
      if (closed) return;
      const query = new URLSearchParams({ ticket, ...(lastEventId ? { lastEventId } : {}) });
      source = new EventSource(`/v1/live/stream?${query}`);
    } catch {
      again();
      return;
    }
    wait(longestSilenceMs, again);
    source.onerror = again;
    for (const name of names) {
      source.addEventListener(name, (event: MessageEvent<string>) => {
        failures = 0;
        if (event.lastEventId) lastEventId = event.lastEventId;
        wait(longestSilenceMs, again);
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
