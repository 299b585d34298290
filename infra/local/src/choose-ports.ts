import { freePortLike } from './ports.js';
import type { Ports } from './state.js';

const GATEWAY = 'api-gateway';
/**
 * Below the range from which systems take ports for outgoing connections (Linux: from 32768). Modulo 40 all are different,
 * with what is counted on from them: platforms that are moved by multiples of 40 never want the same, whichever two.
 */
const FIRST = { service: 4001, postgres: 15435, amqp: 15671, smtp: 11026, outside: 18025 } as const;

/**
 * Last time's ports where they are still free; else familiar ones; else any. The gateway likes 8080. `shift` moves the
 * familiar ones, so that platforms of specs that start at the same moment do not want the same.
 */
export async function choosePorts(services: readonly string[], last?: Ports, shift = 0): Promise<Ports> {
  const chosen: Record<string, number> = {};
  for (const [index, name] of services.entries()) {
    const familiar = shift + (name === GATEWAY ? 8080 : FIRST.service + index);
    chosen[name] = await freePortLike(last?.services[name], familiar);
  }
  const rabbit = last?.rabbit;
  return {
    services: chosen,
    postgres: await freePortLike(last?.postgres, shift + FIRST.postgres),
    rabbit: {
      amqp: await freePortLike(rabbit?.amqp, shift + FIRST.amqp),
      management: await freePortLike(rabbit?.management, shift + FIRST.amqp + 1),
      distribution: await freePortLike(rabbit?.distribution, shift + FIRST.amqp + 2),
      epmd: await freePortLike(rabbit?.epmd, shift + FIRST.amqp + 3),
    },
    smtp: await freePortLike(last?.smtp, shift + FIRST.smtp),
    outside: await freePortLike(last?.outside, shift + FIRST.outside),
  };
}
