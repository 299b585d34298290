import type { ChannelModel, ConfirmChannel } from 'amqplib';
import { sabotaged } from '../runtime/faults.js';

export interface OutgoingMessage {
  readonly id: string;
  readonly exchange: string;
  readonly routingKey: string;
  readonly contentType: string;
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** The broker took the message but has no queue for it: its binding is missing. */
export class Unroutable extends Error {
  constructor(routingKey: string, exchange: string) {
    super(`No queue is bound to ${routingKey} on ${exchange}; apply the topology.`);
  }
}

/** The broker refused the message, or did not say what became of it. */
export class NotConfirmed extends Error {}

/** Publishes persistent, mandatory messages and answers for each whether the broker has made it safe. */
export class ConfirmPublisher {
  private readonly returned = new Set<string>();

  private constructor(
    private readonly channel: ConfirmChannel,
    private readonly appId: string,
    private readonly account: string,
  ) {}

  /** `onClosed` is called once, when the channel cannot be used any more: the broker closes it for a refused publish. */
  static async open(
    connection: ChannelModel,
    appId: string,
    account: string,
    onClosed: (error: Error) => void,
  ): Promise<ConfirmPublisher> {
    const channel = await connection.createConfirmChannel();
    const publisher = new ConfirmPublisher(channel, appId, account);
    let reason: Error | undefined;
    channel.on('error', (error) => {
      reason = error;
    });
    channel.on('close', () => onClosed(reason ?? new Error('The channel was closed.')));
    channel.on('return', (message) => publisher.returned.add(String(message.properties.messageId)));
    return publisher;
  }

  /** Calls `settled` exactly once: without an error when the broker has the message on disk in every bound queue. */
  publish(message: OutgoingMessage, settled: (error?: Error) => void): void {
    let open = true;
    const settle = (error?: Error): void => {
      if (open) settled(error);
      open = false;
    };
    this.channel.publish(
      message.exchange,
      message.routingKey,
      message.body,
      {
        messageId: message.id,
        type: message.routingKey,
        appId: this.appId,
        // The broker checks that it is the connection's own: whoever hears it may believe it.
        userId: this.account,
        headers: message.headers,
        contentType: message.contentType,
        contentEncoding: 'utf-8',
        deliveryMode: 2,
        mandatory: true,
      },
      (error) => {
        if (error) return settle(new NotConfirmed(error.message || 'The broker refused the message.'));
        // The broker sends basic.return before the ack of the same message.
        if (this.returned.delete(message.id)) return settle(new Unroutable(message.routingKey, message.exchange));
        settle();
      },
    );
    if (sabotaged('confirms-off')) setImmediate(settle);
  }
}
