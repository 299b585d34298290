import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { sameServices } from './same-services.js';

/**
 * The services of docker-compose.yml that run an app are those of the links, each under its own name. What runs
 * something else (servers, one-shot jobs, tools) does not count.
 */
export function composeDifferences(root: string): string[] {
  const file = join(root, 'docker-compose.yml');
  if (!existsSync(file)) return [];
  const { services = {} } = parse(readFileSync(file, 'utf8'), { merge: true }) as {
    services?: Record<string, { readonly command?: unknown } | null>;
  };
  const running = Object.entries(services).flatMap(([name, service]) => {
    const app = /apps\/([^/"]+)\/dist\/main\.js/.exec(JSON.stringify(service?.command ?? ''))?.[1];
    return app ? [{ name, app }] : [];
  });
  return [
    ...sameServices(
      running.map(({ name }) => name),
      'docker-compose.yml',
    ),
    ...running
      .filter(({ name, app }) => name !== app)
      .map(({ name, app }) => `docker-compose.yml runs ${app} under the name ${name}.`),
  ];
}
