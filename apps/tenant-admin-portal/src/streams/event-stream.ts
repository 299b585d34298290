import { Readable } from 'node:stream';

/** Bytes that wait for a slow reader; beyond them the stream takes nothing and later goes on from the table. */
const highWaterMark = 65_536;
/** Who has not taken the end by then is cut off. */
const lingerMs = 500;

/** One reader's server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html). */
export class EventStream extends Readable {
  private full = false;
  private finished = false;

  constructor(
    readonly userId: string,
    /** Position of the last row that was handed to the reader. */
    public position: number,
    private readonly onRoom: () => void,
  ) {
    super({ highWaterMark });
    this.say('retry: 2000\n\n');
  }

  /** Whether it takes rows now. */
  get eager(): boolean {
    return !this.full && this.open;
  }

  /** Whether it takes rows now or later. */
  get open(): boolean {
    return !this.finished && !this.destroyed;
  }

  /** Hands one row on if it is the reader's next, and says whether it was. */
  offer(position: number, event: string, data: unknown): boolean {
    if (!this.eager || position <= this.position) return false;
    this.tell(position, event, data);
    return true;
  }

  /** Says where the reader is now, whatever came before. */
  tell(position: number, event: string, data: unknown): void {
    this.position = position;
    this.say(`id: ${position}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  beat(): void {
    if (this.eager) this.say(': heartbeat\n\n');
  }

  /** Ends it; its reader is expected to come back with the id of the last row. */
  finish(): void {
    if (!this.open) return;
    this.finished = true;
    this.push(null);
    setTimeout(() => this.destroy(), lingerMs).unref();
  }

  override _read(): void {
    if (!this.full) return;
    this.full = false;
    this.onRoom();
  }

  private say(text: string): void {
    this.full = !this.push(text);
  }
}
