import { collectDefaultMetrics, Registry } from 'prom-client';

let registry: Registry | undefined;

/** CPU, memory, event loop and garbage collection: facts of the process, so kept once for all services in it. */
export function processMetrics(): Registry {
  if (!registry) {
    registry = new Registry();
    collectDefaultMetrics({ register: registry });
  }
  return registry;
}
