import type { Schema } from '@crm/platform';
import { type EventClass, titleOf } from '../contracts/event-class.js';
import { cloudEventsContentType } from '../envelope/cloud-event.js';
import { links, publisherOf, type ServiceName } from '../links.js';
import { eventSchema } from '../schemas/event-schema.js';
import { domainExchange, queueOf, vhostName } from '../topology/names.js';
import { envelopeSchema, eventEnvelopeSchema } from './envelope-schema.js';
import { serviceEventChannels } from './service-event-channels.js';

/**
 * What a service says and hears as an AsyncAPI 3.0 document: a channel per published event (a routing key on the
 * exchange), and one for the service's own queue; and its service events, tagged as such, on the bus. https://www.asyncapi.com/docs/reference/specification/v3.0.0
 */
export function asyncapiOf(service: ServiceName): object {
  const published: readonly EventClass[] = links[service].publishes;
  const consumed: readonly EventClass[] = links[service].consumes;
  const events = [...new Set([...published, ...consumed])];
  const beside = serviceEventChannels(service);
  return {
    asyncapi: '3.0.0',
    info: { title: service, version: '1.0.0', description: `The events that ${service} publishes and consumes.` },
    defaultContentType: cloudEventsContentType,
    servers: {
      rabbitmq: {
        host: '{host}',
        pathname: `/${vhostName}`,
        protocol: 'amqp',
        protocolVersion: '0.9.1',
        variables: { host: { default: 'localhost:5672' } },
      },
    },
    channels: {
      ...Object.fromEntries(published.map((event) => [event.type, publishChannel(event)])),
      ...(consumed.length > 0 ? { [queueOf(service)]: queueChannel(service, consumed) } : {}),
      ...beside.channels,
    },
    operations: {
      ...Object.fromEntries(published.map((event) => [`say${event.name}`, operation('send', event.type, event)])),
      ...Object.fromEntries(
        consumed.map((event) => [`on${event.name}`, operation('receive', queueOf(service), event)]),
      ),
      ...beside.operations,
    },
    components: {
      messages: { ...Object.fromEntries(events.map((event) => [event.name, message(event)])), ...beside.messages },
      schemas: {
        CloudEvent: envelopeSchema,
        ...Object.fromEntries(events.map((event) => [event.name, eventSchema(event)])),
        ...beside.schemas,
      },
    },
  };
}

const reference = (...path: readonly string[]): Schema => ({ $ref: `#/${path.join('/')}` });
const messages = (events: readonly EventClass[]): object =>
  Object.fromEntries(events.map((event) => [event.name, reference('components', 'messages', event.name)]));

function publishChannel(event: EventClass): object {
  const exchange = { name: domainExchange, type: 'topic', durable: true, autoDelete: false, vhost: vhostName };
  return {
    address: event.type,
    messages: messages([event]),
    bindings: { amqp: { is: 'routingKey', exchange, bindingVersion: '0.3.0' } },
  };
}

function queueChannel(service: ServiceName, events: readonly EventClass[]): object {
  const queue = { name: queueOf(service), durable: true, exclusive: false, autoDelete: false, vhost: vhostName };
  return {
    address: queueOf(service),
    messages: messages(events),
    bindings: { amqp: { is: 'queue', queue, bindingVersion: '0.3.0' } },
  };
}

function operation(action: 'send' | 'receive', channel: string, event: EventClass): object {
  return {
    action,
    title: titleOf(event),
    summary: event.meaning,
    channel: reference('channels', channel),
    messages: [reference('channels', channel, 'messages', event.name)],
  };
}

function message(event: EventClass): object {
  return {
    name: event.type,
    title: titleOf(event),
    summary: event.meaning,
    contentType: cloudEventsContentType,
    correlationId: { location: '$message.payload#/correlationid' },
    payload: eventEnvelopeSchema(event, publisherOf(event.type) ?? ''),
  };
}
