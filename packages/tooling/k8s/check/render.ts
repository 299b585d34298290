import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { kubernetesRoot } from '../layout.ts';
import type { ClusterObject } from './cluster-object.ts';

const install =
  'kubectl is not installed: get it from https://kubernetes.io/docs/tasks/tools (or apt-get install kubernetes-client), ' +
  'so that the overlays can be rendered; no cluster is needed.';

export function hasKubectl(): boolean {
  return spawnSync('kubectl', ['version', '--client'], { stdio: 'ignore' }).status === 0;
}

/** What `kubectl kustomize` makes of an overlay. @throws Error with what kubectl says, or how to get it */
export function render(overlay: string): ClusterObject[] {
  const { stdout, stderr, error, status } = spawnSync(
    'kubectl',
    ['kustomize', join(kubernetesRoot, 'overlays', overlay)],
    {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  if (error) throw new Error('code' in error && error.code === 'ENOENT' ? install : error.message);
  if (status !== 0) throw new Error(`infra/k8s/overlays/${overlay} cannot be rendered: ${stderr.trim()}`);
  return parseAllDocuments(stdout).map((document) => document.toJS() as ClusterObject);
}
