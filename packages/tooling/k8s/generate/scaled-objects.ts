import { links, queueOf, type ServiceName, serviceNames } from '@crm/events';
import { stringify } from 'yaml';

const consumers = serviceNames.filter((service) => links[service].consumes.length > 0);
const labelsOf = (service: ServiceName): object => ({
  'app.kubernetes.io/name': service,
  'app.kubernetes.io/part-of': 'crm',
});

/** Each consumer is scaled by the length of its queue, and by its processor as requests use it too. */
export function scaledObjects(): object[] {
  return consumers.flatMap((service) => [authenticationOf(service), scaledObjectOf(service)]);
}

/** Adds them and takes the consumers' HorizontalPodAutoscalers away: KEDA makes its own, and two would fight. */
export function consumersComponent(): object {
  const autoscaler = { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata: { name: 'any' } };
  return {
    apiVersion: 'kustomize.config.k8s.io/v1alpha1',
    kind: 'Component',
    resources: ['scaled-objects.yaml'],
    patches: [
      {
        target: { kind: autoscaler.kind, name: consumers.join('|') },
        patch: stringify({ ...autoscaler, $patch: 'delete' }),
      },
    ],
  };
}

/** KEDA looks at the queue with the service's own account, which may read that queue and no other. */
function authenticationOf(service: ServiceName): object {
  return {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'TriggerAuthentication',
    metadata: { name: service, labels: labelsOf(service) },
    spec: { secretTargetRef: [{ parameter: 'host', name: `${service}-environment`, key: 'AMQP_URL' }] },
  };
}

function scaledObjectOf(service: ServiceName): object {
  return {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledObject',
    metadata: { name: service, labels: labelsOf(service) },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: service },
      minReplicaCount: 2,
      maxReplicaCount: 4,
      pollingInterval: 15,
      cooldownPeriod: 300,
      // Where the broker cannot be asked, the number of replicas stays as safe as it is at the least.
      fallback: { failureThreshold: 4, replicas: 2 },
      triggers: [
        {
          type: 'rabbitmq',
          metadata: { protocol: 'amqp', queueName: queueOf(service), mode: 'QueueLength', value: '500' },
          authenticationRef: { name: service },
        },
        { type: 'cpu', metricType: 'Utilization', metadata: { value: '70' } },
      ],
    },
  };
}
