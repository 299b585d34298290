import type { Channel, ChannelModel, ConsumeMessage } from 'amqplib';
import { keepSession, rejectionOf } from '../broker/session.js';
import { parseBody } from '../envelope/read.js';
import { failPoint, sabotaged } from '../runtime/faults.js';
import type { Deliveries, Delivery } from './deliveries.js';
import { Lanes } from './lanes.js';

export interface ConsumerOptions {
  readonly url: string;
  readonly connectionName: string;
  readonly queue: string;
  /** Partition keys worked on at once. */
  readonly width: number;
  readonly onLost: (error: Error) => void;
}

/** Unacked deliveries at a time: enough to keep the lanes busy when keys repeat. */
const prefetch = 256;

/**
 * Takes deliveries from the service's queue and from its dead-letter queue, settles them in order per partition key and
 * acks each after its commit. A lost connection, a closed channel and a cancelled consumer all mean a new session; what
 * was not acked comes again.
 */
export class Consumer {
  private channelOpen = false;

  constructor(
    private readonly options: ConsumerOptions,
    private readonly deliveries: Deliveries,
  ) {}

  /** Both queues are being consumed right now. */
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
    const start = (queue: string, settle: (delivery: Delivery) => Promise<void>) =>
      channel.consume(queue, (message) => {
        if (!message) return broken.abort(new Error(`The broker cancelled the consumer of ${queue}.`));
        const delivery = deliveryOf(message);
        lanes.add(this.deliveries.laneOf(delivery), () =>
          this.settleAndAck(channel, message, delivery, settle, broken),
        );
      });
    await start(this.options.queue, (delivery) => this.deliveries.settle(delivery));
    await start(`${this.options.queue}.dead`, (delivery) => this.deliveries.keepDeadLetter(delivery));
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
    settle: (delivery: Delivery) => Promise<void>,
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

function deliveryOf(message: ConsumeMessage): Delivery {
  return {
    body: message.content,
    parsed: parseBody(message.content),
    routingKey: message.fields.routingKey,
    headers: (message.properties.headers ?? {}) as Record<string, unknown>,
  };
}
