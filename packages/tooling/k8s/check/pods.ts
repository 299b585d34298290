import type { V1Container, V1Deployment, V1Job, V1PodSpec } from '@kubernetes/client-node';
import { type ClusterObject, nameOf, ofKind } from './cluster-object.ts';

/** What runs pods: its name for messages, the pods' labels and what is in them. */
export interface Workload {
  readonly name: string;
  readonly serves: boolean;
  readonly labels: Readonly<Record<string, string>>;
  readonly pod: V1PodSpec;
  readonly containers: readonly V1Container[];
}

export function workloadsOf(objects: readonly ClusterObject[]): Workload[] {
  const all = [...ofKind<V1Deployment>(objects, 'Deployment'), ...ofKind<V1Job>(objects, 'Job')];
  return all.flatMap((object) => {
    const template = object.spec?.template;
    const pod = template?.spec;
    if (!pod) return [];
    return {
      name: nameOf(object as unknown as ClusterObject),
      serves: object.kind === 'Deployment',
      labels: template.metadata?.labels ?? {},
      pod,
      containers: [...(pod.initContainers ?? []), ...pod.containers],
    };
  });
}

/** The app that a container runs, and whether it serves or migrates. Undefined for anything else. */
export function appOf({ command = [] }: V1Container): { app: string; migrates: boolean } | undefined {
  const app = command
    .map((word) => /^apps\/([^/]+)\/dist\/main\.js$/.exec(word)?.[1])
    .find((name) => name !== undefined);
  return app ? { app, migrates: command.at(-1) === 'migrate' } : undefined;
}
