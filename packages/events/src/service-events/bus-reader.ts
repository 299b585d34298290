import type { ConsumeMessage } from 'amqplib';
import { Unprocessable } from '../envelope/event-errors.js';
import { parseBody } from '../envelope/read.js';
import type { Delivery } from '../inbox/delivery.js';
import { idOfBytes } from '../inbox/id-of-bytes.js';
import { type ServiceName, serviceNames } from '../links.js';
import { attributesOf } from './amqp-headers.js';
import { longestEnvelope, readEnvelope, type ServiceEnvelope } from './envelope.js';
import { type ServiceAttributes, toServiceEvent } from './mapping.js';
import { flowHandshake, heardOnBus, otherSpellings, serviceEventNames } from './table.js';

const known: ReadonlySet<string> = new Set([...serviceEventNames, ...flowHandshake.asks, ...flowHandshake.answers]);
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** What is kept of a message that is too large to be kept. */
const keptOfTooLarge = 4_096;

/** Takes messages of the bus for one listening service, whose broker account is `account`. */
export class BusReader {
  private readonly heard: ReadonlySet<string>;
  private readonly accountPrefix: string;

  constructor(service: ServiceName, account: string) {
    this.heard = new Set(heardOnBus(service));
    this.accountPrefix = account.endsWith(service) ? account.slice(0, -service.length) : '';
  }

  /**
   * A message as the CloudEvent that it stands for, under the seed's spelling of its name; undefined for a name that is
   * known and meant for others. One that is not to be understood carries its refusal.
   */
  read({ content, fields, properties }: ConsumeMessage): Delivery | undefined {
    const headers = (properties.headers ?? {}) as Record<string, unknown>;
    const raw = { body: content, parsed: parseBody(content), routingKey: fields.routingKey, headers };
    try {
      if (content.length > longestEnvelope * 2) {
        throw new Unprocessable('too-large', `${content.length} bytes are more than a service event may have.`);
      }
      const envelope = readEnvelope(raw.parsed);
      const name = otherSpellings[envelope.headers.name] ?? envelope.headers.name;
      this.check(envelope, fields.routingKey, properties.userId as string | undefined);
      if (!this.heard.has(name)) {
        if (known.has(name)) return undefined;
        throw new Unprocessable('unknown-name', `${envelope.headers.name} is in no table of service events.`);
      }
      const attributes = this.isOurs(properties.userId as string | undefined)
        ? (attributesOf(headers) as unknown as ServiceAttributes)
        : attributesFor(envelope, String(properties.messageId ?? ''), content);
      const said = { ...envelope, headers: { ...envelope.headers, name } };
      const original = name === envelope.headers.name ? {} : { originalname: envelope.headers.name };
      const event = { ...toServiceEvent({ envelope: said, attributes }), ...original };
      return { ...raw, parsed: event, body: Buffer.from(JSON.stringify(event)) };
    } catch (error) {
      // Whatever a client sends, the messages behind it are read: nothing may be thrown from here.
      const refusal =
        error instanceof Unprocessable ? error : new Unprocessable('invalid-envelope', `It cannot be read: ${error}`);
      const body = refusal.reason === 'too-large' ? content.subarray(0, keptOfTooLarge) : content;
      return { ...raw, body, parsed: undefined, refusal };
    }
  }

  private check({ headers }: ServiceEnvelope, routingKey: string, userId: string | undefined): void {
    if (headers.name !== routingKey) {
      throw new Unprocessable(
        'invalid-envelope',
        `headers.name is ${headers.name}, and the routing key ${routingKey}.`,
      );
    }
    const { serviceName } = headers;
    const claimsOurs = (serviceNames as readonly string[]).includes(serviceName);
    if (claimsOurs && userId !== this.accountPrefix + serviceName) {
      throw new Unprocessable('forbidden', `Only ${serviceName} itself may speak as ${serviceName}.`);
    }
  }

  /** The broker has checked it: a message cannot carry the account of another connection. */
  private isOurs(userId: string | undefined): boolean {
    return serviceNames.some((service) => userId === this.accountPrefix + service);
  }
}

/** What a client of the hub's library leaves out. The same bytes are the same event, however often they come. */
function attributesFor({ payload }: ServiceEnvelope, messageId: string, content: Buffer): ServiceAttributes {
  const id = uuid.test(messageId) ? messageId.toLowerCase() : idOfBytes(content);
  const { id: named } = payload;
  const subject = typeof named === 'string' && named !== '' && named.length <= 255 ? named : payload.tenant;
  return { id, subject, partitionkey: `event-bus:${subject}`, sequence: 0, correlationid: id, hopcount: 0 };
}
