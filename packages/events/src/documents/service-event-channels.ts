import type { Schema } from '@crm/platform';
import type { ServiceName } from '../links.js';
import { heardOnBus, toldBy } from '../service-events/table.js';
import { busExchange, busQueueOf, vhostName } from '../topology/names.js';

/** What a service tells and hears on the bus, as parts of its AsyncAPI document: all empty for one that takes no part. */
export function serviceEventChannels(service: ServiceName) {
  const [told, heard] = [toldBy(service), heardOnBus(service)];
  const names = [...new Set([...told, ...heard])];
  const exchange = { name: busExchange, type: 'topic', durable: true, autoDelete: false, vhost: vhostName };
  const queue = { name: busQueueOf(service), durable: true, exclusive: false, autoDelete: false, vhost: vhostName };
  const channels: Record<string, object> = Object.fromEntries(
    told.map((name) => [
      name,
      {
        address: name,
        messages: messages([name]),
        bindings: { amqp: { is: 'routingKey', exchange, bindingVersion: '0.3.0' } },
      },
    ]),
  );
  if (heard.length > 0) {
    const bindings = { amqp: { is: 'queue', queue, bindingVersion: '0.3.0' } };
    channels[busQueueOf(service)] = { address: busQueueOf(service), messages: messages(heard), bindings };
  }
  return {
    channels,
    operations: Object.fromEntries([
      ...told.map((name) => [`tell.${name}`, operation('send', name, name)]),
      ...heard.map((name) => [`hear.${name}`, operation('receive', busQueueOf(service), name)]),
    ]),
    messages: Object.fromEntries(names.map((name) => [name, message(name)])),
    schemas: names.length > 0 ? { ServiceEnvelope: envelopeSchema } : {},
  };
}

const reference = (...path: readonly string[]): Schema => ({ $ref: `#/${path.join('/')}` });

const messages = (names: readonly string[]): object =>
  Object.fromEntries(names.map((name) => [name, reference('components', 'messages', name)]));

function operation(action: 'send' | 'receive', channel: string, name: string): object {
  const tags = [{ name: 'service events' }];
  const said = [reference('channels', channel, 'messages', name)];
  return { action, title: name, tags, channel: reference('channels', channel), messages: said };
}

function message(name: string): object {
  return {
    name,
    title: name,
    contentType: 'application/json',
    tags: [{ name: 'service events' }],
    payload: {
      allOf: [
        reference('components', 'schemas', 'ServiceEnvelope'),
        { type: 'object', properties: { headers: { type: 'object', properties: { name: { const: name } } } } },
      ],
    },
  };
}

const text = { type: 'string', minLength: 1 };

const envelopeSchema: Schema = {
  type: 'object',
  description: "A service event in the format of the Open Integration Hub's event bus.",
  required: ['headers', 'payload'],
  properties: {
    headers: {
      type: 'object',
      required: ['name', 'createdAt', 'serviceName'],
      properties: {
        name: { ...text, description: 'Also the routing key.' },
        createdAt: { type: 'integer', description: 'Milliseconds since 1970.' },
        serviceName: text,
      },
    },
    payload: {
      type: 'object',
      required: ['tenant'],
      properties: {
        user: { ...text, description: 'Who did it.' },
        tenant: { type: 'string', format: 'uuid' },
        id: { ...text, description: 'Of what it happened to.' },
      },
    },
  },
};
