import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { serviceNames } from '../../links.js';
import { appDifferences } from './check-apps.js';
import { composeDifferences } from './check-compose.js';
import { kubernetesDifferences } from './check-kubernetes.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'crm-check-'));
  for (const name of serviceNames) {
    mkdirSync(join(root, 'apps', name), { recursive: true });
    mkdirSync(join(root, 'infra/k8s/services', name), { recursive: true });
    writeFileSync(join(root, 'infra/k8s/services', name, 'kustomization.yaml'), '');
  }
  writeCompose([...serviceNames]);
});
afterEach(() => rmSync(root, { recursive: true }));

function writeCompose(names: readonly string[], more = ''): void {
  const services = names.map((name) => `  ${name}: { <<: *s, command: [node, apps/${name}/dist/main.js] }\n`);
  const text = `x-s: &s\n  image: ours\nservices:\n  postgres: { image: postgres }\n${services.join('')}${more}`;
  writeFileSync(join(root, 'docker-compose.yml'), text);
}

const differences = (): string[] => [
  ...appDifferences(root),
  ...composeDifferences(root),
  ...kubernetesDifferences(root),
];

test('the same twelve everywhere is no difference', () => {
  expect(differences()).toEqual([]);
});

test('a service that is missing or too many is named, with where', () => {
  rmSync(join(root, 'apps/audit-trail'), { recursive: true });
  mkdirSync(join(root, 'apps/sidecar'));
  rmSync(join(root, 'infra/k8s/services/user-auth'), { recursive: true });
  writeCompose(
    serviceNames.filter((name) => name !== 'billing-worker'),
    '  mailer: { command: node apps/mailer/dist/main.js }\n  billing: { command: node apps/billing-worker/dist/main.js }\n',
  );
  expect(differences()).toEqual([
    'apps/ lacks audit-trail, which the links name.',
    'apps/ has sidecar, which the links do not name.',
    'docker-compose.yml lacks billing-worker, which the links name.',
    'docker-compose.yml has mailer, which the links do not name.',
    'docker-compose.yml has billing, which the links do not name.',
    'docker-compose.yml runs billing-worker under the name billing.',
    'infra/k8s/services/ lacks user-auth, which the links name.',
  ]);
});

test('a place that does not exist yet is no difference', () => {
  rmSync(join(root, 'docker-compose.yml'));
  rmSync(join(root, 'infra'), { recursive: true });
  expect(differences()).toEqual([]);
});
