import { exactly, listOf, quantity, resources, text, texts, whole } from './shapes.ts';

const term = exactly({ topologyKey: text, labelSelector: exactly({ matchLabels: texts }) });

/** https://www.rabbitmq.com/kubernetes/operator/using-operator */
export const rabbitmq = {
  'rabbitmq.com/v1beta1 RabbitmqCluster': exactly(
    {
      image: text,
      // An even number cannot tell a majority from a half.
      replicas: { enum: [1, 3, 5] },
      persistence: exactly({ storage: quantity }),
      resources,
      affinity: exactly({ podAntiAffinity: exactly({ requiredDuringSchedulingIgnoredDuringExecution: listOf(term) }) }),
      terminationGracePeriodSeconds: whole,
      rabbitmq: exactly({ additionalConfig: text }),
    },
    ['affinity'],
  ),
};
