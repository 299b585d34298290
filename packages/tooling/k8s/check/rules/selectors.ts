import type { V1Deployment, V1LabelSelector, V1PodDisruptionBudget, V1Service } from '@kubernetes/client-node';
import { type ClusterObject, ofKind } from '../cluster-object.ts';
import { matches } from '../matches.ts';
import type { Workload } from '../pods.ts';

/** Whatever selects pods selects those of exactly one deployment, and whatever scales names one that is there. */
export function selectorProblems(objects: readonly ClusterObject[], workloads: readonly Workload[]): string[] {
  const one = (what: string, selector: V1LabelSelector | undefined, name: string): string[] => {
    const found = workloads.filter(({ labels }) => selector && matches(selector, labels));
    const only = found.length === 1 && found[0]?.name === `Deployment ${name}`;
    return only ? [] : [`${what} selects ${found.map((workload) => workload.name).join(', ') || 'no pods'}.`];
  };
  const deployments = ofKind<V1Deployment>(objects, 'Deployment');
  return [
    ...deployments.flatMap(({ metadata: { name }, spec }) => one(`Deployment ${name}`, spec?.selector, name)),
    ...ofKind<V1Service>(objects, 'Service').flatMap(({ metadata: { name }, spec }) => [
      ...one(`Service ${name}`, spec?.selector && { matchLabels: spec.selector }, name),
      ...portProblems(name, spec, workloads),
    ]),
    ...ofKind<V1PodDisruptionBudget>(objects, 'PodDisruptionBudget').flatMap(({ metadata: { name }, spec }) =>
      one(`PodDisruptionBudget ${name}`, spec?.selector, name),
    ),
  ];
}

function portProblems(name: string, spec: V1Service['spec'], workloads: readonly Workload[]): string[] {
  const ports = workloads
    .find((workload) => workload.name === `Deployment ${name}`)
    ?.containers.flatMap((c) => c.ports ?? []);
  return (spec?.ports ?? [])
    .filter(({ targetPort }) => !ports?.some((port) => port.name === targetPort || port.containerPort === targetPort))
    .map(({ targetPort }) => `Service ${name} sends to the port ${targetPort}, which no container has.`);
}
