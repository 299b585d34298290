import { links, queueOf, type ServiceName } from '@crm/events';
import type { V2HorizontalPodAutoscaler } from '@kubernetes/client-node';
import { type ClusterObject, ofKind } from '../cluster-object.ts';

interface Scaled {
  spec: { scaleTargetRef: { name: string }; triggers: { type: string; metadata: { queueName?: string } }[] };
}

/** Each service is scaled by exactly one thing; where KEDA does it, by the length of the service's own queue. */
export function scalingProblems(objects: readonly ClusterObject[], services: readonly ServiceName[]): string[] {
  const autoscalers = ofKind<V2HorizontalPodAutoscaler>(objects, 'HorizontalPodAutoscaler');
  const scaled = ofKind<Scaled>(objects, 'ScaledObject');
  const targets = [...autoscalers, ...scaled].map(({ spec }) => spec?.scaleTargetRef.name);
  return [
    ...services.flatMap((name) => {
      const count = targets.filter((target) => target === name).length;
      return count === 1 ? [] : [`${name} is scaled by ${count} things and not by exactly one.`];
    }),
    ...targets
      .filter((target) => !services.some((name) => name === target))
      .map((target) => `${target} is scaled, and is no service.`),
    ...scaled.flatMap(({ spec }) => queueProblems(spec)),
  ];
}

function queueProblems({ scaleTargetRef: { name }, triggers }: Scaled['spec']): string[] {
  const queue = triggers.find(({ type }) => type === 'rabbitmq')?.metadata.queueName;
  const hears = (links[name as ServiceName]?.consumes.length ?? 0) > 0;
  return hears && queue === queueOf(name) ? [] : [`${name} is scaled by the queue ${queue}, which is not its own.`];
}
