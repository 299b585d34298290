import { exactly, listOf, text, whole } from './shapes.ts';

const queueLength = exactly({
  type: { const: 'rabbitmq' },
  metadata: exactly({
    protocol: { const: 'amqp' },
    queueName: text,
    mode: { const: 'QueueLength' },
    value: { type: 'string', pattern: '^[0-9]+$' },
  }),
  authenticationRef: exactly({ name: text }),
});
const processor = exactly({
  type: { const: 'cpu' },
  metricType: { const: 'Utilization' },
  metadata: exactly({ value: { type: 'string', pattern: '^[0-9]+$' } }),
});

/** https://keda.sh/docs/latest/reference/scaledobject-spec/ */
export const keda = {
  'keda.sh/v1alpha1 ScaledObject': exactly({
    scaleTargetRef: exactly({ apiVersion: { const: 'apps/v1' }, kind: { const: 'Deployment' }, name: text }),
    minReplicaCount: whole,
    maxReplicaCount: whole,
    pollingInterval: whole,
    cooldownPeriod: whole,
    fallback: exactly({ failureThreshold: whole, replicas: whole }),
    triggers: listOf({ anyOf: [queueLength, processor] }),
  }),
  'keda.sh/v1alpha1 TriggerAuthentication': exactly({
    secretTargetRef: listOf(exactly({ parameter: text, name: text, key: text })),
  }),
};
