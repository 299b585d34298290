import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { serviceNames } from '@crm/events';
import { stringify } from 'yaml';
import { kubernetesRoot, servicePort } from '../layout.ts';
import { databaseRoles, databases } from './databases.ts';
import { networkPolicyOf } from './network-policy.ts';
import { consumersComponent, scaledObjects } from './scaled-objects.ts';

const origin = '# Generated from the links and commands of packages/events: npm run check:k8s -- --write\n';

/** Text of each generated file by its path below infra/k8s. */
export function generatedFiles(): Map<string, string> {
  const urls = Object.fromEntries(serviceNames.map((name) => [name, `http://${name}:${servicePort}`]));
  return new Map([
    ...serviceNames.map((name): [string, string] => [
      `services/${name}/network-policy.yaml`,
      yaml([networkPolicyOf(name)]),
    ]),
    ['base/platform/databases.yaml', yaml(databases())],
    ['base/platform/database-roles.yaml', yaml([databaseRoles()])],
    ['base/platform/service-urls.env', `${origin}SERVICE_URLS=${JSON.stringify(urls)}\n`],
    ['overlays/production/consumers/scaled-objects.yaml', yaml(scaledObjects())],
    ['overlays/production/consumers/kustomization.yaml', yaml([consumersComponent()])],
  ]);
}

/** A sentence for each file that is not what its sources say. */
export function staleFiles(root = kubernetesRoot): string[] {
  return [...generatedFiles()]
    .filter(([path, text]) => !existsSync(join(root, path)) || readFileSync(join(root, path), 'utf8') !== text)
    .map(([path]) => `infra/k8s/${path} is stale: run npm run check:k8s -- --write and commit the result.`);
}

export function writeGeneratedFiles(root = kubernetesRoot): void {
  for (const [path, text] of generatedFiles()) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

function yaml(objects: readonly object[]): string {
  return (
    origin + objects.map((object) => stringify(object, { lineWidth: 0, aliasDuplicateObjects: false })).join('---\n')
  );
}
