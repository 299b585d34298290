import { TemporarilyUnavailable, TooManyRequests } from '@crm/platform';
import { Logger } from '@nestjs/common';
import { EventStream } from './event-stream.js';
import { StreamChannel } from './stream-channel.js';

/** Streams of one process, of one channel in it, and of one user in a channel; the user's oldest makes room for a newer. */
const mostStreams = 2_000;
const mostStreamsOfChannel = 500;
const mostStreamsOfUser = 5;
const pageSize = 100;
/** News that another replica has written is found by asking; its own a process knows at once. */
const pollMs = 400;

/** Where rows come from, and what one does to a stream. */
export interface StreamSource<Row> {
  /** Rows after a position, oldest first. */
  after(channel: string, position: number, limit: number): Promise<Row[]>;
  /** Position of the newest row of each channel that has any. */
  heads(channels: readonly string[]): Promise<ReadonlyMap<string, number>>;
  hand(stream: EventStream, row: Row): void;
  /** Cuts those off that may read no more but take no rows that would tell them so. */
  cut(channel: string, slow: readonly EventStream[]): Promise<void>;
}

export interface Visit {
  readonly userId: string;
  readonly position: number;
  /** Seconds since 1970: the stream ends then at the latest. */
  readonly until: number | undefined;
}

export interface HubOptions {
  readonly name: string;
  readonly heartbeatSeconds: number;
  /** A stream ends after this long, and its reader comes back with the permissions it has by then. */
  readonly streamSeconds: number;
}

/** Pushes rows from a table to the readers that are connected to this process. */
export class StreamHub<Row> {
  private readonly logger: Logger;
  private readonly channels = new Map<string, StreamChannel>();
  private readonly timers: NodeJS.Timeout[] = [];
  private count = 0;
  private polling = false;

  constructor(
    private readonly source: StreamSource<Row>,
    private readonly options: HubOptions,
  ) {
    this.logger = new Logger(options.name);
  }

  /** Readers in this process. */
  get readers(): number {
    return this.count;
  }

  start(): void {
    this.timers.push(
      setInterval(() => void this.poll(), pollMs),
      setInterval(() => this.each((stream) => stream.beat()), this.options.heartbeatSeconds * 1_000),
    );
  }

  stop(): void {
    for (const timer of this.timers) clearInterval(timer);
    this.each((stream) => stream.finish());
  }

  /** @throws TemporarilyUnavailable, TooManyRequests when process or channel have as many readers as they can bear */
  open(name: string, { userId, position, until }: Visit, greet?: (stream: EventStream) => void): EventStream {
    if (this.count >= mostStreams) throw new TemporarilyUnavailable('There are too many readers. Come back later.');
    const channel = this.channelOf(name);
    if (channel.streams.size >= mostStreamsOfChannel) throw new TooManyRequests('There are too many readers of this.');
    const stream = new EventStream(userId, position, () => this.wake(name));
    greet?.(stream);
    this.add(name, channel, stream, until);
    this.wake(name);
    return stream;
  }

  /** Looks for new rows of a channel. */
  wake(name: string): void {
    const channel = this.channels.get(name);
    if (channel) void this.pump(name, channel);
  }

  private add(name: string, channel: StreamChannel, stream: EventStream, until: number | undefined): void {
    const own = [...channel.streams].filter(({ userId }) => userId === stream.userId);
    for (const older of own.slice(0, Math.max(0, own.length - mostStreamsOfUser + 1))) older.finish();
    channel.streams.add(stream);
    this.count += 1;
    const life = this.options.streamSeconds * 1_000;
    const left = until === undefined ? life : Math.min(life, Math.max(0, until * 1_000 - Date.now()));
    const end = setTimeout(() => stream.finish(), left);
    stream.once('close', () => {
      clearTimeout(end);
      this.count -= 1;
      channel.streams.delete(stream);
      if (channel.streams.size === 0 && this.channels.get(name) === channel) this.channels.delete(name);
    });
    // A reader that goes away is no error.
    stream.on('error', () => undefined);
  }

  private channelOf(name: string): StreamChannel {
    const channel = this.channels.get(name) ?? new StreamChannel();
    this.channels.set(name, channel);
    return channel;
  }

  /** One at a time per channel; whoever calls meanwhile is served by another round. */
  private async pump(name: string, channel: StreamChannel): Promise<void> {
    channel.again = true;
    if (channel.pumping) return;
    channel.pumping = true;
    try {
      while (channel.again) {
        channel.again = false;
        while (await this.pushPage(name, channel));
        const { slow } = channel;
        if (slow.length > 0) await this.source.cut(name, slow);
      }
    } catch (error) {
      this.logger.warn(`News cannot be read and will be asked for again: ${(error as Error).message}`);
    } finally {
      channel.pumping = false;
    }
  }

  /** Whether there may be more. */
  private async pushPage(name: string, channel: StreamChannel): Promise<boolean> {
    const readers = channel.eager;
    if (readers.length === 0) return false;
    const from = Math.min(...readers.map(({ position }) => position));
    const rows = await this.source.after(name, from, pageSize);
    for (const row of rows) for (const reader of readers) this.source.hand(reader, row);
    return rows.length === pageSize;
  }

  private async poll(): Promise<void> {
    if (this.polling || this.channels.size === 0) return;
    this.polling = true;
    try {
      const heads = await this.source.heads([...this.channels.keys()]);
      for (const [name, position] of heads) {
        const channel = this.channels.get(name);
        if ([...(channel?.streams ?? [])].some((stream) => stream.open && stream.position < position)) this.wake(name);
      }
    } catch (error) {
      this.logger.warn(`News cannot be asked for and will be again: ${(error as Error).message}`);
    } finally {
      this.polling = false;
    }
  }

  private each(step: (stream: EventStream) => void): void {
    for (const channel of this.channels.values()) for (const stream of channel.streams) step(stream);
  }
}
