import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { serviceNames } from '@crm/events';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

const root = resolve(import.meta.dirname, '../..');
const foldersOf = (path: string): string[] =>
  readdirSync(join(root, path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

/** Those that run an app; servers, one-shot jobs and tools stand beside them. */
function composed(): string[] {
  const text = readFileSync(join(root, 'docker-compose.yml'), 'utf8');
  const { services } = parse(text, { merge: true }) as { services: Record<string, { command?: unknown }> };
  return Object.entries(services)
    .filter(([name, { command }]) => JSON.stringify(command ?? '').includes(`apps/${name}/dist/main.js`))
    .map(([name]) => name);
}

function kustomized(): string[] {
  const text = readFileSync(join(root, 'infra/k8s/services/kustomization.yaml'), 'utf8');
  return (parse(text) as { resources: string[] }).resources;
}

test.each([
  ['apps', foldersOf('apps')],
  ['docker-compose.yml', composed()],
  ['folders of infra/k8s/services', foldersOf('infra/k8s/services')],
  ['resources of infra/k8s/services', kustomized()],
])('%s: the same twelve as in the links', (_place, names) => {
  expect(serviceNames).toHaveLength(12);
  expect(names.toSorted()).toEqual(serviceNames.toSorted());
});
