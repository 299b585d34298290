import { links, type ServiceName, serviceNames } from '../links.js';
import { busListeners, toldBy } from '../service-events/table.js';
import {
  busDeadExchange,
  busDeadQueueOf,
  busExchange,
  busQueueOf,
  deadExchange,
  deadQueueOf,
  domainExchange,
  queueOf,
} from './names.js';

/** Deliveries of one message before the broker gives it up: a message that kills its consumer must not do so forever. */
const deliveryLimit = 20;

export interface ExchangeDefinition {
  readonly name: string;
  readonly type: 'topic' | 'direct' | 'fanout';
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
/** What the broker does to queues that must carry no arguments of their own, because clients declare them bare. */
export interface PolicyDefinition {
  readonly name: string;
  readonly pattern: string;
  readonly priority: number;
  readonly definition: Readonly<Record<string, string | number>>;
}
export interface Topology {
  readonly exchanges: readonly ExchangeDefinition[];
  readonly queues: readonly QueueDefinition[];
  readonly bindings: readonly BindingDefinition[];
  readonly accounts: readonly AccountDefinition[];
  readonly policies: readonly PolicyDefinition[];
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
  const told = toldBy(service);
  return {
    name: service,
    configure: '^$',
    write: exactly(...(publishes.length > 0 ? [domainExchange] : []), ...(told.length > 0 ? [busExchange] : [])),
    read: exactly(
      ...(consumes.length > 0 ? [queueOf(service), deadQueueOf(service)] : []),
      ...(isListener(service) ? [busQueueOf(service), busDeadQueueOf(service) ?? []].flat() : []),
    ),
    topics: [
      { exchange: domainExchange, write: exactly(...publishes.map((event) => event.type)), read: '^$' },
      { exchange: busExchange, write: exactly(...told), read: '^$' },
    ],
  };
}

type Listener = keyof typeof busListeners;

const isListener = (service: ServiceName): service is Listener => service in busListeners;

/** The bus as the hub's library declares it: a topic exchange and queues without arguments, whose limits are policies. */
function busTopology(services: readonly ServiceName[]): Omit<Topology, 'accounts'> {
  const listeners = services.filter(isListener);
  const keeper = listeners.map(busDeadQueueOf).find((queue) => queue !== undefined);
  return {
    exchanges: [
      { name: busExchange, type: 'topic' },
      { name: busDeadExchange, type: 'fanout' },
    ],
    queues: [
      ...listeners.map((service) => ({ name: busQueueOf(service), arguments: {} })),
      ...(keeper ? [{ name: keeper, arguments: { 'x-queue-type': 'quorum' } }] : []),
    ],
    bindings: [
      ...listeners.flatMap((service) =>
        busListeners[service].map((routingKey) => ({
          source: busExchange,
          destination: busQueueOf(service),
          routingKey,
        })),
      ),
      ...(keeper ? [{ source: busDeadExchange, destination: keeper, routingKey: '' }] : []),
    ],
    policies: busPolicies,
  };
}

const mebibyte = 1_048_576;
const dayMs = 86_400_000;

/**
 * A listener of ours refuses what it has no room for, so that our relays keep it. The queue of a client holds what fits and
 * gives the oldest up, like everything that it refuses or leaves lying for a week, to the dead letters.
 */
const busPolicies: readonly PolicyDefinition[] = [
  {
    name: 'bus-listeners',
    pattern: exactly(...Object.keys(busListeners)),
    priority: 10,
    definition: {
      'dead-letter-exchange': busDeadExchange,
      'max-length-bytes': 1_024 * mebibyte,
      overflow: 'reject-publish',
    },
  },
  {
    name: 'bus-dead',
    pattern: exactly(busDeadExchange),
    priority: 10,
    definition: { 'max-length-bytes': 256 * mebibyte, overflow: 'drop-head' },
  },
  {
    name: 'bus-clients',
    pattern: '^(?!crm\\.).*',
    priority: 0,
    definition: {
      'dead-letter-exchange': busDeadExchange,
      'max-length-bytes': 64 * mebibyte,
      overflow: 'drop-head',
      'message-ttl': 7 * dayMs,
    },
  },
];

/**
 * What the broker must hold, derived from the links: 78 bindings on the domain exchange, one per consume link; and beside
 * them the bus of the service events, which no binding joins to the rest.
 */
export function topologyOf(services: readonly ServiceName[] = serviceNames): Topology {
  const consumers = services.filter((service) => links[service].consumes.length > 0);
  const bus = busTopology(services);
  return {
    exchanges: [{ name: domainExchange, type: 'topic' }, { name: deadExchange, type: 'direct' }, ...bus.exchanges],
    queues: [...consumers.flatMap(queuesOf), ...bus.queues],
    bindings: [
      ...consumers.flatMap((service) => [
        ...links[service].consumes.map((event) => ({
          source: domainExchange,
          destination: queueOf(service),
          routingKey: event.type,
        })),
        { source: deadExchange, destination: deadQueueOf(service), routingKey: queueOf(service) },
      ]),
      ...bus.bindings,
    ],
    accounts: services.map(accountOf),
    policies: bus.policies,
  };
}
