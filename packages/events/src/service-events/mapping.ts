import type { CloudEvent } from '../envelope/cloud-event.js';
import type { ServiceEnvelope } from './envelope.js';

/** A service event beside its CloudEvents attributes: all but what the envelope itself says. */
export interface ServiceMessage {
  readonly envelope: ServiceEnvelope;
  readonly attributes: ServiceAttributes;
}

export type ServiceAttributes = Omit<
  CloudEvent,
  'type' | 'time' | 'source' | 'tenantid' | 'actor' | 'data' | 'dataschema' | 'specversion' | 'datacontenttype'
>;

/** A service event as a CloudEvent; it has no schema of its own. */
export type ServiceEvent = Omit<CloudEvent<string, Readonly<Record<string, unknown>>>, 'dataschema'>;

export const busSource = '/event-bus/';

/** `toServiceMessage` undoes it, for every legal message. */
export function toServiceEvent({ envelope, attributes }: ServiceMessage): ServiceEvent {
  const { name, createdAt, serviceName } = envelope.headers;
  const { user, tenant, ...data } = envelope.payload;
  return {
    specversion: '1.0',
    datacontenttype: 'application/json',
    ...attributes,
    type: name,
    source: sourceOfService(serviceName),
    time: new Date(createdAt).toISOString(),
    tenantid: tenant,
    actor: actorOf(user),
    data,
  };
}

/** `toServiceEvent` undoes it, for every service event whose data hold neither `user` nor `tenant`. */
export function toServiceMessage(event: ServiceEvent): ServiceMessage {
  const { specversion: _v, datacontenttype: _c, type, source, time, tenantid, actor, data, ...attributes } = event;
  const user = userOf(actor);
  return {
    envelope: {
      headers: {
        name: type,
        createdAt: Date.parse(time),
        serviceName: serviceOfSource(source),
      },
      payload: { ...(user === undefined ? {} : { user }), tenant: tenantid, ...data },
    },
    attributes,
  };
}

export const sourceOfService = (service: string): string => busSource + encodeURIComponent(service);

export const serviceOfSource = (source: string): string => decodeURIComponent(source.slice(busSource.length));

const actorOf = (user: string | undefined): string => {
  if (user === undefined) return 'anonymous';
  return /^(operator|service):/.test(user) ? user : `user:${user}`;
};

const userOf = (actor: string): string | undefined => {
  if (actor === 'anonymous') return undefined;
  return actor.startsWith('user:') ? actor.slice('user:'.length) : actor;
};
