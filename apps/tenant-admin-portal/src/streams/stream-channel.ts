import type { EventStream } from './event-stream.js';

/** The streams of this process that show the same rows. */
export class StreamChannel {
  readonly streams = new Set<EventStream>();
  pumping = false;
  again = false;

  get eager(): EventStream[] {
    return [...this.streams].filter((stream) => stream.eager);
  }

  /** Those that take no rows at the moment. */
  get slow(): EventStream[] {
    return [...this.streams].filter((stream) => stream.open && !stream.eager);
  }
}
