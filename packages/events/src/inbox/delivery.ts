import type { ConsumeMessage } from 'amqplib';
import type { Unprocessable } from '../envelope/event-errors.js';
import { parseBody } from '../envelope/read.js';

export interface Delivery {
  readonly body: Buffer;
  /** The event as JSON, read once; undefined when there is none. */
  readonly parsed: object | undefined;
  readonly routingKey: string;
  readonly headers: Record<string, unknown>;
  /** Why it cannot be an event, where that was seen at the door. */
  readonly refusal?: Unprocessable;
}

/** A message as it came. */
export function deliveryOf(message: ConsumeMessage): Delivery {
  return {
    body: message.content,
    parsed: parseBody(message.content),
    routingKey: message.fields.routingKey,
    headers: (message.properties.headers ?? {}) as Record<string, unknown>,
  };
}
