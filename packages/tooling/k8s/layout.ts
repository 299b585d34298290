import { resolve } from 'node:path';

export const repositoryRoot = resolve(import.meta.dirname, '../../..');
export const kubernetesRoot = resolve(repositoryRoot, 'infra/k8s');
export const overlays = ['local', 'production'] as const;

/** Labels that policies and selectors tell pods by. */
export const label = { name: 'app.kubernetes.io/name', component: 'app.kubernetes.io/component' } as const;
export const servicePort = 8080;
