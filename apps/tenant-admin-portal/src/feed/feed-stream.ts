import { Readable } from 'node:stream';
import { PermissionPolicyChanged, UserDeactivated, UserRoleChanged } from '@crm/events';
import { viewOfEntry } from './feed.dto.js';
import type { FeedEntry } from './feed-entry.entity.js';

/** Bytes that wait for a slow reader; beyond them the stream takes nothing and later goes on from the table. */
const highWaterMark = 65_536;

/** One reader's server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html). */
export class FeedStream extends Readable {
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
    return !this.full && !this.finished && !this.destroyed;
  }

  /** Hands one row on if it is the reader's next; a reader who has been deactivated gets nothing more. */
  offer(entry: FeedEntry): void {
    const position = Number(entry.position);
    if (!this.eager || position <= this.position) return;
    this.position = position;
    const ofReader = entry.subject === this.userId;
    if (ofReader && entry.type === UserDeactivated.type) {
      this.destroy();
      return;
    }
    this.say(`id: ${entry.position}\nevent: feed\ndata: ${JSON.stringify(viewOfEntry(entry))}\n\n`);
    // Whether the reader may still read the feed is asked again when it comes back.
    if ((ofReader && entry.type === UserRoleChanged.type) || entry.type === PermissionPolicyChanged.type) this.finish();
  }

  beat(): void {
    if (this.eager) this.say(': heartbeat\n\n');
  }

  /** Ends it; its reader is expected to come back with the id of the last row. */
  finish(): void {
    if (this.finished || this.destroyed) return;
    this.finished = true;
    this.push(null);
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
