import type { components } from '../api/generated/schema.js';
import { type Connection, openStream } from './event-stream.js';
import { mergePatch } from './merge-patch.js';

export type LiveState = components['schemas']['LiveState'];

export interface Live {
  readonly connection: Connection;
  /** Undefined until the first word from the platform. */
  readonly state: LiveState | undefined;
}

/**
 * One stream for the page, open while somebody looks: browsers have few connections to one server, and a tab that nobody
 * sees leaves them to the others. Its object changes with every delta, two to four times a second.
 */
class LiveStore {
  private live: Live = { connection: 'connecting', state: undefined };
  private stream: { close: () => void } | undefined;
  private readonly listeners = new Set<() => void>();

  constructor() {
    document.addEventListener('visibilitychange', () => this.openOrClose());
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    this.openOrClose();
    return () => {
      this.listeners.delete(listener);
      this.openOrClose();
    };
  };

  readonly current = (): Live => this.live;

  private openOrClose(): void {
    if (this.listeners.size > 0 && document.visibilityState === 'visible') {
      this.stream ??= openStream({
        onEvent: (name, data) => this.set({ state: this.stateAfter(name, data), connection: 'live' }),
        onConnection: (connection) => this.set({ ...this.live, connection }),
      });
    } else {
      this.stream?.close();
      this.stream = undefined;
    }
  }

  private stateAfter(name: string, data: unknown): LiveState {
    return (name === 'full' ? data : mergePatch(this.live.state, data)) as LiveState;
  }

  private set(live: Live): void {
    this.live = live;
    for (const listener of this.listeners) listener();
  }
}

export const liveStore = new LiveStore();
