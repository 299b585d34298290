import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { serviceNames } from '@crm/events';
import type { ServiceConfig } from '@crm/platform';
import { getMetadataStorage } from 'class-validator';
import { repositoryRoot } from '../layout.ts';

export type ConfigClass = new () => ServiceConfig;

/** The config class of each service, from its built code: what `loadConfig` will read in the cluster. */
export async function serviceConfigs(): Promise<Map<string, ConfigClass>> {
  const entries = serviceNames.map(async (name): Promise<[string, ConfigClass]> => {
    const file = pathToFileURL(join(repositoryRoot, 'apps', name, 'dist', 'service.js')).href;
    const { service } = (await import(file)) as { service: { config: ConfigClass } };
    return [name, service.config];
  });
  return new Map(await Promise.all(entries));
}

/** Property names are the names of the variables. */
export function variablesOf(config: ConfigClass): Set<string> {
  const rules = getMetadataStorage().getTargetValidationMetadatas(config, '', false, false);
  return new Set(rules.map(({ propertyName }) => propertyName));
}
