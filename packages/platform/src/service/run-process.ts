import { setSourceMapsSupport } from 'node:module';
import type { ServiceDefinition } from './service-definition.js';

/**
 * The entry of a service process, imported as `@crm/platform/process`, which loads nothing else before it has set up
 * Node: stacks show our sources, and only ours. The maps of all packages (`--enable-source-maps`) would be read at every
 * start and kept, 17 MiB in each process.
 */
export async function runProcess(load: () => Promise<{ readonly service: ServiceDefinition }>): Promise<void> {
  setSourceMapsSupport(true, { nodeModules: false, generatedCode: false });
  const [{ runService }, { service }] = await Promise.all([import('./run-service.js'), load()]);
  await runService(service);
}
