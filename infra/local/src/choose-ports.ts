import { freePortLike } from './ports.js';
import type { Ports } from './state.js';

const GATEWAY = 'api-gateway';
/** Below the range from which systems take ports for outgoing connections (Linux: from 32768). */
const FIRST = { service: 4001, postgres: 15432, amqp: 15671, smtp: 11025, outside: 18025 } as const;

/** Last time's ports where they are still free; else familiar ones; else any. The gateway likes 8080. */
export async function choosePorts(services: readonly string[], last?: Ports): Promise<Ports> {
  const chosen: Record<string, number> = {};
  for (const [index, name] of services.entries()) {
    const familiar = name === GATEWAY ? 8080 : FIRST.service + index;
    chosen[name] = await freePortLike(last?.services[name], familiar);
  }
  const rabbit = last?.rabbit;
  return {
    services: chosen,
    postgres: await freePortLike(last?.postgres, FIRST.postgres),
    rabbit: {
      amqp: await freePortLike(rabbit?.amqp, FIRST.amqp),
      management: await freePortLike(rabbit?.management, FIRST.amqp + 1),
      distribution: await freePortLike(rabbit?.distribution, FIRST.amqp + 2),
      epmd: await freePortLike(rabbit?.epmd, FIRST.amqp + 3),
    },
    smtp: await freePortLike(last?.smtp, FIRST.smtp),
    outside: await freePortLike(last?.outside, FIRST.outside),
  };
}
