/** The seam to the packages of the repository: they are built after this one may already run, so they load late. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A service as `defineService` returns it; only its own packages look inside. */
export type Service = { readonly name: string };

export interface HostedService {
  stop(): Promise<void>;
}

export interface TopologyTarget {
  managementUrl: string;
  vhost: string;
  /** Passwords of the services' accounts. */
  passwords: Record<string, string>;
}

interface Platform {
  migrateService(service: Service, ownerUrl: string): Promise<unknown>;
  startService(service: Service, env: Readonly<Record<string, string | undefined>>): Promise<HostedService>;
}
interface Events {
  applyTopology(
    managementUrl: string,
    passwords: Readonly<Record<string, string>>,
    options: { vhost: string },
  ): Promise<unknown>;
}

/** The exported `service` of the app in a folder below the root. */
export async function loadService(root: string, folder: string): Promise<Service> {
  const module = (await import(pathToFileURL(join(root, folder, 'dist', 'service.js')).href)) as { service: Service };
  return module.service;
}

export async function migrateService(root: string, service: Service, ownerUrl: string): Promise<void> {
  await (await load<Platform>(root, '@crm/platform')).migrateService(service, ownerUrl);
}

export async function startService(
  root: string,
  service: Service,
  env: Readonly<Record<string, string | undefined>>,
): Promise<HostedService> {
  return (await load<Platform>(root, '@crm/platform')).startService(service, env);
}

export async function applyTopology(root: string, target: TopologyTarget): Promise<void> {
  await (await load<Events>(root, '@crm/events')).applyTopology(target.managementUrl, target.passwords, {
    vhost: target.vhost,
  });
}

async function load<M>(root: string, name: string): Promise<M> {
  const file = createRequire(join(root, 'package.json')).resolve(name);
  return (await import(pathToFileURL(file).href)) as M;
}
