import { links, type ServiceName, serviceNames } from '../links.js';
import { deadExchange, deadQueueOf, domainExchange, queueOf } from './names.js';

/** Deliveries of one message before the broker gives it up: a message that kills its consumer must not do so forever. */
const deliveryLimit = 20;

export interface ExchangeDefinition {
  readonly name: string;
  readonly type: 'topic' | 'direct';
}
export interface QueueDefinition {
  readonly name: string;
  readonly arguments: Readonly<Record<string, string | number | boolean>>;
}
export interface BindingDefinition {
  readonly source: string;
  readonly destination: string;
  readonly routingKey: string;
}
export interface AccountDefinition {
  readonly name: ServiceName;
  /** Regular expressions, as RabbitMQ takes them; '' allows nothing. */
  readonly configure: string;
  readonly write: string;
  readonly read: string;
  readonly topics: readonly { readonly exchange: string; readonly write: string; readonly read: string }[];
}
export interface Topology {
  readonly exchanges: readonly ExchangeDefinition[];
  readonly queues: readonly QueueDefinition[];
  readonly bindings: readonly BindingDefinition[];
  readonly accounts: readonly AccountDefinition[];
}

const exactly = (...names: readonly string[]): string =>
  names.length === 0 ? '^$' : `^(${names.map((name) => name.replaceAll('.', '\\.')).join('|')})$`;

function queuesOf(service: ServiceName): QueueDefinition[] {
  return [
    {
      name: queueOf(service),
      // Every argument is written out: defaults differ between the versions of RabbitMQ.
      arguments: {
        'x-queue-type': 'quorum',
        'x-single-active-consumer': true,
        'x-delivery-limit': deliveryLimit,
        'x-dead-letter-exchange': deadExchange,
        'x-dead-letter-routing-key': queueOf(service),
        'x-dead-letter-strategy': 'at-least-once',
        'x-overflow': 'reject-publish',
      },
    },
    { name: deadQueueOf(service), arguments: { 'x-queue-type': 'quorum' } },
  ];
}

function accountOf(service: ServiceName): AccountDefinition {
  const { publishes, consumes } = links[service];
  return {
    name: service,
    configure: '^$',
    write: publishes.length > 0 ? exactly(domainExchange) : '^$',
    read: consumes.length > 0 ? exactly(queueOf(service), deadQueueOf(service)) : '^$',
    topics: [{ exchange: domainExchange, write: exactly(...publishes.map((event) => event.type)), read: '^$' }],
  };
}

/** What the broker must hold, derived from the links: 78 bindings on the domain exchange, one per consume link. */
export function topologyOf(services: readonly ServiceName[] = serviceNames): Topology {
  const consumers = services.filter((service) => links[service].consumes.length > 0);
  return {
    exchanges: [
      { name: domainExchange, type: 'topic' },
      { name: deadExchange, type: 'direct' },
    ],
    queues: consumers.flatMap(queuesOf),
    bindings: consumers.flatMap((service) => [
      ...links[service].consumes.map((event) => ({
        source: domainExchange,
        destination: queueOf(service),
        routingKey: event.type,
      })),
      { source: deadExchange, destination: deadQueueOf(service), routingKey: queueOf(service) },
    ]),
    accounts: services.map(accountOf),
  };
}
