import { type ServiceName, serviceNames } from '@crm/events';
import type { V1LabelSelector, V1NetworkPolicyPeer, V1NetworkPolicyPort } from '@kubernetes/client-node';
import { calleesOf } from '../../generate/command-paths.ts';
import { label, servicePort } from '../../layout.ts';
import { type ClusterObject, ofKind } from '../cluster-object.ts';
import { matches } from '../matches.ts';
import type { Workload } from '../pods.ts';

type Labels = Readonly<Record<string, string>>;
type Rule = { peers: V1NetworkPolicyPeer[] | undefined; ports: V1NetworkPolicyPort[] | undefined };
type Direction = 'Ingress' | 'Egress';

/** As YAML has it; the client's own class calls `from` otherwise. */
interface Policy {
  spec: {
    podSelector?: V1LabelSelector;
    policyTypes?: string[];
    ingress?: { from?: V1NetworkPolicyPeer[]; ports?: V1NetworkPolicyPort[] }[];
    egress?: { to?: V1NetworkPolicyPeer[]; ports?: V1NetworkPolicyPort[] }[];
  };
}

const servers: readonly (readonly [string, Labels, number])[] = [
  ['the database', { 'cnpg.io/cluster': 'postgres' }, 5432],
  ['the broker', { [label.name]: 'rabbitmq' }, 5672],
];

/**
 * Reads the policies as a cluster does, whatever wrote them: services reach exactly the services that the commands name
 * (the gateway: all), the database and the broker; and pods that no policy selects are found.
 */
export function networkProblems(objects: readonly ClusterObject[], workloads: readonly Workload[]): string[] {
  const policies = ofKind<Policy>(objects, 'NetworkPolicy');
  const labelsOf = (service: ServiceName): Labels =>
    workloads.find(({ name }) => name === `Deployment ${service}`)?.labels ?? {};
  const open = workloads.flatMap(({ name, labels }) =>
    (['Ingress', 'Egress'] as const)
      .filter((direction) => rulesFor(policies, labels, direction) === undefined)
      .map((direction) => `${name}: no policy restricts its ${direction.toLowerCase()}.`),
  );
  const calls = serviceNames.flatMap((from) =>
    serviceNames
      .filter((to) => to !== from)
      .flatMap((to) => {
        const allowed = mayReach(policies, labelsOf(from), labelsOf(to), servicePort);
        const declared = calleesOf(from).includes(to);
        if (allowed === declared) return [];
        return [
          `${from} ${allowed ? 'may reach' : 'cannot reach'} ${to}, which the commands ${declared ? '' : 'do not '}declare.`,
        ];
      }),
  );
  const stands = serviceNames.flatMap((from) =>
    servers
      .filter(([, labels, port]) => !mayReach(policies, labelsOf(from), labels, port))
      .map(([server]) => `${from} cannot reach ${server}.`),
  );
  return [...open, ...calls, ...stands];
}

function mayReach(policies: readonly Policy[], from: Labels, to: Labels, port: number): boolean {
  const leaves = rulesFor(policies, from, 'Egress');
  const enters = rulesFor(policies, to, 'Ingress');
  const passes = (rules: Rule[] | undefined, peer: Labels): boolean =>
    rules === undefined || rules.some((rule) => hasPort(rule.ports, port) && hasPeer(rule.peers, peer));
  return passes(leaves, to) && passes(enters, from);
}

/** The rules of all policies that select these pods; undefined when none does, and everything is allowed. */
function rulesFor(policies: readonly Policy[], labels: Labels, direction: Direction): Rule[] | undefined {
  const selecting = policies.filter(
    ({ spec }) => matches(spec.podSelector ?? {}, labels) && spec.policyTypes?.includes(direction),
  );
  if (selecting.length === 0) return undefined;
  return selecting.flatMap(({ spec }) =>
    direction === 'Ingress'
      ? (spec.ingress ?? []).map(({ from, ports }) => ({ peers: from, ports }))
      : (spec.egress ?? []).map(({ to, ports }) => ({ peers: to, ports })),
  );
}

function hasPort(ports: V1NetworkPolicyPort[] | undefined, wanted: number): boolean {
  if (!ports?.length) return true;
  return ports.some(({ port, endPort }) => port === wanted || (Number(port) <= wanted && wanted <= Number(endPort)));
}

/** A block of addresses may hold the pods' own; a selector of namespaces never means ours. */
function hasPeer(peers: V1NetworkPolicyPeer[] | undefined, labels: Labels): boolean {
  if (!peers?.length) return true;
  return peers.some(
    ({ podSelector, namespaceSelector, ipBlock }) =>
      ipBlock !== undefined || (podSelector !== undefined && !namespaceSelector && matches(podSelector, labels)),
  );
}
