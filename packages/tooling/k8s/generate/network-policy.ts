import type { ServiceName } from '@crm/events';
import { label, servicePort } from '../layout.ts';
import { calleesOf, callersOf } from './command-paths.ts';

const tcp = (...ports: number[]): object[] => ports.map((port) => ({ protocol: 'TCP', port }));
const podsOf = (service: ServiceName): object => ({
  podSelector: { matchLabels: { [label.name]: service, [label.component]: 'service' } },
});
const postgres = { podSelector: { matchLabels: { 'cnpg.io/cluster': 'postgres' } } };
const rabbitmq = { podSelector: { matchLabels: { [label.name]: 'rabbitmq' } } };

/** Addresses that are nobody's on the internet: a webhook has no business there. */
const inside = {
  v4: ['10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'],
  v6: ['::1/128', 'fc00::/7', 'fe80::/10'],
};
const internet = [
  { ipBlock: { cidr: '0.0.0.0/0', except: inside.v4 } },
  { ipBlock: { cidr: '::/0', except: inside.v6 } },
];
const anywhere = [{ ipBlock: { cidr: '0.0.0.0/0' } }, { ipBlock: { cidr: '::/0' } }];

/** What a service alone may reach beside its neighbours, its database and the broker. */
const outside: Partial<Record<ServiceName, readonly object[]>> = {
  'integration-gateway': [{ to: internet, ports: tcp(80, 443) }],
  'tenant-admin-portal': [
    // Lengths of queues, for the operators' console.
    { to: [rabbitmq], ports: tcp(15672) },
    // A mail relay often stands in a private network.
    { to: anywhere, ports: tcp(25, 465, 587) },
  ],
};

/** Nothing but the declared commands, the gateway's proxy, the database and the broker. */
export function networkPolicyOf(service: ServiceName): object {
  const [callers, callees] = [callersOf(service), calleesOf(service)];
  // The gateway is the public door: whoever reaches the cluster's ingress reaches it.
  const ingress =
    service === 'api-gateway'
      ? [{ ports: tcp(servicePort) }]
      : [{ from: callers.map(podsOf), ports: tcp(servicePort) }];
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: service },
    spec: {
      podSelector: { matchLabels: { [label.name]: service, [label.component]: 'service' } },
      policyTypes: ['Ingress', 'Egress'],
      ingress,
      egress: [
        ...(callees.length > 0 ? [{ to: callees.map(podsOf), ports: tcp(servicePort) }] : []),
        { to: [postgres], ports: tcp(5432) },
        { to: [rabbitmq], ports: tcp(5672) },
        ...(outside[service] ?? []),
      ],
    },
  };
}
