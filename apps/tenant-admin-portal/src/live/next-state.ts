import { type EventClass, links, type ServiceName, serviceNames, toldBy } from '@crm/events';
import { type ConsumeState, counts, type LiveState, type PublishState, type ServiceState } from './live-state.js';
import type { Look } from './lookout.js';

const mebibyte = 1_048_576;

type Broker = Pick<LiveState, 'broker' | 'queues'>;

/** What is shown after a look at everything; of `before` stays what the look had nothing newer about. */
export function nextState(
  before: LiveState | undefined,
  looks: ReadonlyMap<ServiceName, Look>,
  broker: Broker,
  at: Date,
): LiveState {
  const each = <T>(state: (service: ServiceName, look: Look | undefined) => T): Record<ServiceName, T> =>
    Object.fromEntries(serviceNames.map((service) => [service, state(service, looks.get(service))])) as Record<
      ServiceName,
      T
    >;
  return {
    at: at.toISOString(),
    counts,
    services: each((_, look) => serviceState(look)),
    publishes: each((service, look) =>
      byType(links[service].publishes, (type) =>
        publishState(look?.figures.published[type], look?.window?.published(type)),
      ),
    ),
    consumes: each((service, look) =>
      byType(links[service].consumes, (type) => consumeState(type, look, before?.consumes[service]?.[type])),
    ),
    serviceEvents: each((service, look) =>
      Object.fromEntries(
        toldBy(service).map((name) => [
          name,
          publishState(look?.figures.serviceEvents[name], look?.window?.told(name)),
        ]),
      ),
    ),
    ...broker,
  };
}

function byType<T>(events: readonly EventClass[], state: (type: string) => T): Record<string, T> {
  return Object.fromEntries(events.map(({ type }) => [type, state(type)]));
}

function serviceState(look: Look | undefined): ServiceState {
  if (!look) return { status: 'down' };
  const { ready, reasons, startedAt, version, memoryBytes, outbox, deadByReason } = look.figures;
  return {
    status: ready ? 'up' : 'not-ready',
    ...(reasons.length > 0 ? { reasons } : {}),
    startedAt,
    version,
    // A finer figure would change at every look and tell nothing.
    memoryBytes: Math.round(memoryBytes / mebibyte) * mebibyte,
    ...(look.window ? { cpu: look.window.cpu } : {}),
    outbox: { pending: outbox.pending, oldestSeconds: Math.round(outbox.oldestSeconds) },
    deadByReason,
  };
}

function publishState(total = 0, perSecond = 0): PublishState {
  return { total, perSecond };
}

function consumeState(type: string, look: Look | undefined, before: ConsumeState | undefined): ConsumeState {
  const p50Ms = look?.window?.lagMs(type, 0.5) ?? before?.p50Ms;
  const p99Ms = look?.window?.lagMs(type, 0.99) ?? before?.p99Ms;
  return {
    ...publishState(look?.figures.handled[type]?.total, look?.window?.handled(type)),
    ...(p50Ms === undefined ? {} : { p50Ms }),
    ...(p99Ms === undefined ? {} : { p99Ms }),
    parked: look?.figures.parked[type] ?? 0,
    dead: look?.figures.dead[type] ?? 0,
  };
}
