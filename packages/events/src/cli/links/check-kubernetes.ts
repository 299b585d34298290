import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { sameServices } from './same-services.js';

const folder = join('infra', 'k8s', 'services');

/** Each service has its folder with a kustomization under infra/k8s/services, and nothing else has one. */
export function kubernetesDifferences(root: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  const names = readdirSync(join(root, folder)).filter((name) =>
    existsSync(join(root, folder, name, 'kustomization.yaml')),
  );
  return sameServices(names, `${folder}/`);
}
