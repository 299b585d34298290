import { type ServiceName, serviceNames } from '@crm/events';
import type { ClusterObject } from '../cluster-object.ts';
import { appOf, type Workload } from '../pods.ts';

const perService = ['Deployment', 'Service', 'PodDisruptionBudget', 'NetworkPolicy', 'Database'];

/** Every service of the links has all that a service has, and nothing runs under the name of another. */
export function serviceProblems(objects: readonly ClusterObject[], workloads: readonly Workload[]): string[] {
  const missing = serviceNames.flatMap((name) =>
    [...perService.map((kind) => [kind, name] as const), ['Job', `${name}-migration`] as const]
      .filter(([kind, wanted]) => !objects.some((object) => object.kind === kind && object.metadata.name === wanted))
      .map(([kind, wanted]) => `${kind} ${wanted} is missing.`),
  );
  const strange = workloads.flatMap((workload) =>
    workload.containers.flatMap((container) => {
      const running = appOf(container);
      if (!running) return [];
      const expected = running.migrates ? `Job ${running.app}-migration` : `Deployment ${running.app}`;
      const known = serviceNames.some((name: ServiceName) => name === running.app);
      return known && workload.name === expected ? [] : [`${workload.name} runs ${running.app}.`];
    }),
  );
  return [...missing, ...strange];
}
