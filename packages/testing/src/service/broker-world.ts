import { randomBytes } from 'node:crypto';
import {
  applyTopology,
  busExchange,
  type CloudEvent,
  cloudEventsContentType,
  type DataOf,
  domainExchange,
  type EventClass,
  ManagementApi,
  publisherOf,
  type ServiceEnvelope,
  type ServiceName,
  schemaUriOf,
  topologyOf,
} from '@crm/events';
import { newId } from '@crm/platform';
import { type Channel, type ChannelModel, connect, type MessageProperties } from 'amqplib';
import type { Parts } from '../parts/parts.js';

/** Hears everything that is published to the domain exchange, and keeps what is JSON. */
export const tapQueue = 'spec.tap';
/** The same for the bus of the service events. */
export const busTapQueue = 'spec.bus-tap';

function parsed<T>(content: Buffer): T | undefined {
  try {
    return JSON.parse(content.toString()) as T;
  } catch {
    return undefined;
  }
}

export type EventOverrides = Partial<Omit<CloudEvent, 'data' | 'type'>>;

/** A virtual host of its own with the queues of some services, and a tap that hears everything that is published. */
export class BrokerWorld {
  private readonly sequences = new Map<string, number>();
  readonly heard: CloudEvent[] = [];
  /** What was told on the bus, with the properties of its message. */
  readonly told: (ServiceEnvelope & { readonly properties: MessageProperties })[] = [];
  /** Bytes of each message that was heard. */
  readonly sizes: number[] = [];

  private constructor(
    private readonly parts: Parts,
    readonly vhost: string,
    readonly accountPrefix: string,
    private readonly passwords: Record<string, string>,
    private readonly connection: ChannelModel,
    private readonly channel: Channel,
  ) {}

  static async open(parts: Parts, services: readonly ServiceName[]): Promise<BrokerWorld> {
    const vhost = `spec-${randomBytes(6).toString('hex')}`;
    const accountPrefix = `${vhost}.`;
    const passwords = Object.fromEntries(services.map((name) => [name, randomBytes(12).toString('hex')]));
    await applyTopology(parts.managementUrl, passwords, { vhost, topology: topologyOf(services), accountPrefix });
    const admin = new URL(parts.amqpUrl);
    const api = new ManagementApi(parts.managementUrl);
    await api.put(`permissions/${vhost}/${admin.username}`, { configure: '.*', write: '.*', read: '.*' });
    admin.pathname = `/${vhost}`;
    const connection = await connect(admin.href, { noDelay: true });
    const channel = await connection.createChannel();
    await channel.assertQueue(tapQueue, { durable: false });
    await channel.bindQueue(tapQueue, domainExchange, '#');
    const world = new BrokerWorld(parts, vhost, accountPrefix, passwords, connection, channel);
    await channel.consume(
      tapQueue,
      (message) => {
        const event = message && parsed<CloudEvent>(message.content);
        if (message) world.sizes.push(message.content.length);
        if (event) world.heard.push(event);
      },
      { noAck: true },
    );
    await channel.assertQueue(busTapQueue, { durable: false });
    await channel.bindQueue(busTapQueue, busExchange, '#');
    await channel.consume(
      busTapQueue,
      (message) => {
        const envelope = message && parsed<ServiceEnvelope>(message.content);
        if (envelope) world.told.push({ ...envelope, properties: message.properties });
      },
      { noAck: true },
    );
    return world;
  }

  /** The URL of a service's own account. */
  amqpUrlOf(service: ServiceName): string {
    const url = new URL(this.parts.amqpUrl);
    url.username = `${this.accountPrefix}${service}`;
    url.password = this.passwords[service] ?? '';
    url.pathname = `/${this.vhost}`;
    return url.href;
  }

  /** Publishes a valid event as its publisher would; `overrides` replace attributes of the envelope. */
  publish<E extends EventClass>(event: E, data: DataOf<E>, overrides: EventOverrides = {}): CloudEvent {
    const subject = event.subjectOf(data);
    const sequence = (this.sequences.get(subject) ?? 0) + 1;
    this.sequences.set(subject, sequence);
    const id = newId();
    const envelope: CloudEvent = {
      specversion: '1.0',
      id,
      source: `/crm/${publisherOf(event.type)}`,
      type: event.type,
      subject,
      time: new Date().toISOString(),
      datacontenttype: 'application/json',
      dataschema: schemaUriOf(event.type),
      tenantid: (data as { tenantId: string }).tenantId,
      actor: 'user:00000000-0000-7000-8000-000000000001',
      partitionkey: subject,
      sequence,
      correlationid: id,
      hopcount: 0,
      data,
      ...overrides,
    };
    this.send(event.type, Buffer.from(JSON.stringify(envelope)), envelope.id);
    return envelope;
  }

  /** Publishes bytes as they are, to a routing key. */
  send(routingKey: string, body: Buffer, messageId: string = newId()): void {
    this.channel.publish(domainExchange, routingKey, body, {
      messageId,
      contentType: cloudEventsContentType,
      deliveryMode: 2,
    });
  }

  /** Puts a service event on the bus as a client of the hub's library would: the envelope and nothing beside it. */
  tell(name: string, body: object | Buffer): void {
    this.channel.publish(busExchange, name, Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body)));
  }

  async close(): Promise<void> {
    await this.connection.close().catch(() => undefined);
    const api = new ManagementApi(this.parts.managementUrl);
    await api.delete(`vhosts/${this.vhost}`);
    await Promise.all(Object.keys(this.passwords).map((name) => api.delete(`users/${this.accountPrefix}${name}`)));
  }
}
