import type { AddressInfo } from 'node:net';
import { consumeLinks, eventClasses, publisherOf } from '@crm/events';
import httpProxy from '@fastify/http-proxy';
import fastify from 'fastify';

/** Deltas a second, as the portal sends them at most. */
const deltasPerSecond = 4;

export interface BusyStream {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * The gateway with one answer replaced: its live stream tells of `eventsPerSecond` events, evenly spread over the twenty and
 * heard by everybody who hears them. So the browser has all the work, and this machine none of the services'.
 */
export async function startBusyStream(gatewayUrl: string, eventsPerSecond: number): Promise<BusyStream> {
  const server = fastify();
  server.get('/v1/live/stream', (_request, reply) => {
    reply.hijack();
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    let id = 1;
    const say = (name: string, data: object): void =>
      void reply.raw.write(`id: ${id++}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
    const perSecond = eventsPerSecond / eventClasses.length;
    say('full', { ...standing, ...flowing(perSecond, 0) });
    const timer = setInterval(
      () => say('delta', flowing(perSecond * (0.9 + Math.random() / 5), id)),
      1_000 / deltasPerSecond,
    );
    reply.raw.once('close', () => clearInterval(timer));
  });
  await server.register(httpProxy, { upstream: gatewayUrl });
  await server.listen({ host: '127.0.0.1', port: 0 });
  const { port } = server.server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}

const services = [
  ...new Set([
    ...eventClasses.map(({ type }) => String(publisherOf(type))),
    ...consumeLinks.map(({ consumer }) => consumer),
  ]),
];

const standing = {
  at: new Date(0).toISOString(),
  counts: {},
  services: Object.fromEntries(services.map((service) => [service, { status: 'up' }])),
  serviceEvents: {},
  broker: 'up',
  queues: {},
};

function flowing(perSecond: number, total: number): object {
  const publishes: Record<string, Record<string, object>> = {};
  const consumes: Record<string, Record<string, object>> = {};
  for (const { type } of eventClasses) {
    const publisher = String(publisherOf(type));
    publishes[publisher] = { ...publishes[publisher], [type]: { total, perSecond } };
  }
  for (const { consumer, event } of consumeLinks) {
    consumes[consumer] = {
      ...consumes[consumer],
      [event.type]: { total, perSecond, p50Ms: 4, p99Ms: 20, parked: 0, dead: 0 },
    };
  }
  return { publishes, consumes };
}
