import type { Channel, ChannelModel, ConsumeMessage } from 'amqplib';
import { keepSession, rejectionOf } from '../broker/session.js';
import { failPoint, sabotaged } from '../runtime/faults.js';
import type { Deliveries } from './deliveries.js';
import { type Delivery, deliveryOf } from './delivery.js';
import { Lanes } from './lanes.js';

export interface ConsumerOptions {
  readonly url: string;
  readonly connectionName: string;
  readonly queue: string;
  readonly deadQueue?: string;
  /** A message as a delivery; undefined for one that is nobody's affair here. By default it is taken as it came. */
  readonly read?: (message: ConsumeMessage) => Delivery | undefined;
  /** Partition keys worked on at once. */
  readonly width: number;
  readonly onLost: (error: Error) => void;
}

type Settle = (delivery: Delivery) => Promise<void>;

/** Unacked deliveries at a time: enough to keep the lanes busy when keys repeat. */
const prefetch = 256;

/**
 * Takes deliveries from a queue of the service and from its dead-letter queue, settles them in order per partition key and
 * acks each after its commit. A lost connection, a closed channel and a cancelled consumer all mean a new session; what
 * was not acked comes again.
 */
export class Consumer {
  private channelOpen = false;

  constructor(
    private readonly options: ConsumerOptions,
    private readonly deliveries: Deliveries,
  ) {}

  /** Its queues are being consumed right now. */
  get consuming(): boolean {
    return this.channelOpen;
  }

  /** Runs until `stop` fires, then until what was started is settled and acked. */
  run(stop: AbortSignal): Promise<void> {
    return keepSession(this.options, stop, async (connection, lost) => {
      try {
        await this.consume(connection, lost, stop);
      } finally {
        this.channelOpen = false;
      }
    });
  }

  private async consume(connection: ChannelModel, lost: AbortSignal, stop: AbortSignal): Promise<void> {
    const channel = await connection.createChannel();
    const broken = new AbortController();
    channel.on('error', (error) => broken.abort(error));
    channel.on('close', () => broken.abort(new Error('The channel was closed.')));
    const lanes = new Lanes(this.options.width);
    await channel.prefetch(prefetch);
    const start = (queue: string, read: NonNullable<ConsumerOptions['read']>, settle: Settle) =>
      channel.consume(queue, (message) => {
        if (!message) return broken.abort(new Error(`The broker cancelled the consumer of ${queue}.`));
        const delivery = read(message);
        if (!delivery) return channel.ack(message);
        lanes.add(this.deliveries.laneOf(delivery), () =>
          this.settleAndAck(channel, message, delivery, settle, broken),
        );
      });
    const { queue, deadQueue, read = deliveryOf } = this.options;
    await start(queue, read, (delivery) => this.deliveries.settle(delivery));
    if (deadQueue) await start(deadQueue, deliveryOf, (delivery) => this.deliveries.keepDeadLetter(delivery));
    this.channelOpen = true;
    const ended = AbortSignal.any([stop, lost, broken.signal]);
    await rejectionOf(ended).catch(() => undefined);
    // Closing the channel before the lanes are empty would hand unfinished events to the next consumer.
    await lanes.drain();
    if (lost.aborted) throw lost.reason;
    if (broken.signal.aborted) throw broken.signal.reason;
    await channel.close();
  }

  private async settleAndAck(
    channel: Channel,
    message: ConsumeMessage,
    delivery: Delivery,
    settle: Settle,
    broken: AbortController,
  ): Promise<void> {
    try {
      await settle(delivery);
      failPoint('inbox-before-ack');
      if (broken.signal.aborted) return;
      if (!message.fields.redelivered && sabotaged('redeliver') && Math.random() < 0.1) channel.nack(message);
      else channel.ack(message);
    } catch (error) {
      // Not settled and so not acked: a new session gets it again.
      broken.abort(error instanceof Error ? error : new Error(String(error)));
    }
  }
}
