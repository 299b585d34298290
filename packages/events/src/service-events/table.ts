import type { ServiceName } from '../links.js';

/**
 * The service events: who tells on the exchange `event-bus` what happened to its resources, by names that are routing
 * keys. They are the Open Integration Hub's (its "Service Events" page) and live beside the map: none of the links joins
 * the two.
 */
export const serviceEvents = {
  'api-gateway': ['iam.tenant.created', 'iam.tenant.modified', 'iam.tenant.deleted'],
  'user-auth': [
    'iam.user.created',
    'iam.user.modified',
    'iam.user.deleted',
    'iam.user.assignedToTenant',
    'iam.user.removedFromTenant',
    'iam.user.loginFailed',
    'iam.token.created',
    'iam.token.modified',
    'iam.token.deleted',
  ],
  'access-control': [
    'iam.role.created',
    'iam.role.modified',
    'iam.role.deleted',
    'iam.permission.created',
    'iam.permission.modified',
    'iam.permission.deleted',
  ],
  'integration-gateway': [
    'secret-service.secret.created',
    'secret-service.secret.deleted',
    'secret-service.auth-client.created',
    'secret-service.auth-client.deleted',
    'secret-service.token.get',
  ],
  'customer-data-platform': [
    'metadata.domain.created',
    'metadata.domain.modified',
    'metadata.domain.deleted',
    'metadata.schema.created',
    'metadata.schema.modified',
    'metadata.schema.deleted',
  ],
  'workflow-engine': [
    'flowrepo.flow.created',
    'flowrepo.flow.modified',
    'flowrepo.flow.deleted',
    'flowrepo.flow.starting',
    'flowrepo.flow.stopping',
    'flow.started',
    'flow.stopped',
  ],
} as const satisfies Partial<Record<ServiceName, readonly string[]>>;

type Teller = keyof typeof serviceEvents;
export type ServiceEventName = (typeof serviceEvents)[Teller][number];

/**
 * How a flow repository and an orchestrator of flows talk, by the names that the hub's code uses: the repository asks with
 * the flow as payload, the orchestrator answers with the flow's id.
 */
export const flowHandshake = {
  asks: ['flow.starting', 'flow.stopping'],
  answers: ['flow.started', 'flow.stopped', 'flow.failed'],
} as const;

/** Names as the hub's code spells them, and what they are filed under. */
export const otherSpellings: Readonly<Record<string, ServiceEventName>> = {
  'iam.user.removedFormTenant': 'iam.user.removedFromTenant',
  'secrets.secret.created': 'secret-service.secret.created',
  'secrets.secret.deleted': 'secret-service.secret.deleted',
  'secrets.authclient.created': 'secret-service.auth-client.created',
  'secrets.authclient.deleted': 'secret-service.auth-client.deleted',
  'secrets.token.get': 'secret-service.token.get',
};

/** The thirty-six names, in the order of their tellers. */
export const serviceEventNames: readonly ServiceEventName[] = Object.values(serviceEvents).flat();

/** What a service may tell; the flow handshake is between the workflow-engine and whoever orchestrates. */
export type ToldBy<S extends ServiceName> =
  | (S extends Teller ? (typeof serviceEvents)[S][number] : never)
  | (S extends 'workflow-engine' ? (typeof flowHandshake.asks)[number] : never);

/** The services that hear the bus, and the routing keys that their queues are bound to: the log hears everything. */
export const busListeners = {
  'audit-trail': ['#'],
  'workflow-engine': flowHandshake.answers,
} as const satisfies Partial<Record<ServiceName, readonly string[]>>;

/** Everything that a service may put on the bus. */
export function toldBy(service: ServiceName): readonly string[] {
  const own = service in serviceEvents ? serviceEvents[service as Teller] : [];
  return service === 'workflow-engine' ? [...own, ...flowHandshake.asks] : own;
}

/** The names that the handler of a listening service gets, in the seed's spelling; none for who does not listen. */
export function heardOnBus(service: ServiceName): readonly string[] {
  if (service === 'workflow-engine') return flowHandshake.answers;
  return service === 'audit-trail' ? serviceEventNames : [];
}

/** The one service that tells this name; undefined for names outside the table. */
export function tellerOf(name: string): ServiceName | undefined {
  return (Object.keys(serviceEvents) as Teller[]).find((service) =>
    (serviceEvents[service] as readonly string[]).includes(name),
  );
}
