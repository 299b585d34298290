import type { V1Container, V1Deployment, V1NetworkPolicy, V1PodSpec } from '@kubernetes/client-node';
import { beforeAll, describe, expect, it } from 'vitest';
import { staleFiles } from '../generate/generated-files.ts';
import { overlays } from '../layout.ts';
import { checkObjects, type Known } from './check-objects.ts';
import type { ClusterObject } from './cluster-object.ts';
import { expectedSecrets } from './expected-secrets.ts';
import { hasKubectl, render } from './render.ts';
import { serviceConfigs } from './service-configs.ts';

const service = 'customer-health';

// Without kubectl nothing can be rendered; `npm run check:k8s` says where it comes from.
describe.runIf(hasKubectl())('the overlays', () => {
  const rendered = new Map<string, ClusterObject[]>();
  let known: Known;

  beforeAll(async () => {
    for (const overlay of overlays) rendered.set(overlay, render(overlay));
    known = { secrets: expectedSecrets(), configs: await serviceConfigs() };
  }, 120_000);

  /** Problems of the production overlay after one thing in it was broken. */
  async function problemsAfter(breakIt: (find: <T>(kind: string, name: string) => T) => void): Promise<string[]> {
    const objects = structuredClone(rendered.get('production') ?? []);
    breakIt(<T>(kind: string, name: string) => {
      const found = objects.find((object) => object.kind === kind && object.metadata.name.startsWith(name));
      if (!found) throw new Error(`There is no ${kind} ${name} to break.`);
      return found as unknown as T;
    });
    return checkObjects(objects, known);
  }
  const podOf = (find: <T>(kind: string, name: string) => T, kind = 'Deployment', name = service): V1PodSpec =>
    find<V1Deployment>(kind, name).spec?.template.spec as V1PodSpec;
  const containerOf = (find: <T>(kind: string, name: string) => T): V1Container =>
    podOf(find).containers[0] as V1Container;

  it.each(overlays)('%s is in order', async (overlay) => {
    expect(await checkObjects(rendered.get(overlay) ?? [], known)).toEqual([]);
  });

  it('what is generated is what the links and commands say', () => {
    expect(staleFiles()).toEqual([]);
  });

  type Break = Parameters<typeof problemsAfter>[0];
  const breaks: [string, Break, RegExp][] = [
    [
      'a field that nobody knows',
      (find) => Object.assign(containerOf(find), { readynessProbe: {} }),
      /readynessProbe is no field that Kubernetes knows/,
    ],
    [
      'a value of the wrong type',
      (find) => Object.assign(podOf(find), { terminationGracePeriodSeconds: '30' }),
      /terminationGracePeriodSeconds is not of type number/,
    ],
    [
      'a missing field',
      (find) => Reflect.deleteProperty(find<V1Deployment>('Deployment', service).spec ?? {}, 'selector'),
      /selector/,
    ],
    [
      'an unknown field of a custom resource',
      (find) => Object.assign(find<{ spec: object }>('RabbitmqCluster', 'rabbitmq').spec, { replica: 3 }),
      /must NOT have additional properties: replica/,
    ],
    [
      'a missing field of a custom resource',
      (find) => Reflect.deleteProperty(find<{ spec: object }>('Database', service).spec, 'owner'),
      /must have required property 'owner'/,
    ],
    ['a missing probe', (find) => Reflect.deleteProperty(containerOf(find), 'readinessProbe'), /has no readinessProbe/],
    [
      'a probe of the wrong path',
      (find) => Object.assign(containerOf(find).readinessProbe?.httpGet ?? {}, { path: '/healthz' }),
      /asks \/healthz and not \/readyz/,
    ],
    [
      'a missing limit',
      (find) => Reflect.deleteProperty(containerOf(find).resources?.limits ?? {}, 'memory'),
      /has no limits of memory/,
    ],
    [
      'a writable image',
      (find) => Object.assign(containerOf(find).securityContext ?? {}, { readOnlyRootFilesystem: false }),
      /may write into its image/,
    ],
    [
      'a token of the cluster',
      (find) => Object.assign(podOf(find), { automountServiceAccountToken: true }),
      /automountServiceAccountToken/,
    ],
    [
      'the tag latest',
      (find) => Object.assign(containerOf(find), { image: 'crm-services:latest' }),
      /latest is another/,
    ],
    [
      'no tag, behind a port of a registry',
      (find) => Object.assign(containerOf(find), { image: 'registry:5000/crm-services' }),
      /neither tag nor digest/,
    ],
    [
      'a variable that no config reads',
      (find) => Object.assign(containerOf(find), { env: [{ name: 'DATABSE_POOL', value: '5' }] }),
      /sets DATABSE_POOL, which it does not read/,
    ],
    [
      'a value that the config refuses',
      (find) => Object.assign(containerOf(find), { env: [{ name: 'DATABASE_POOL', value: 'many' }] }),
      /cannot start.*\n.*DATABASE_POOL/,
    ],
    ['a variable that is missing', (find) => containerOf(find).envFrom?.pop(), /AMQP_URL is not set/],
    [
      'a Secret that nobody makes',
      (find) => Object.assign(containerOf(find).envFrom?.[2]?.secretRef ?? {}, { name: 'elsewhere' }),
      /the Secret elsewhere, which is not there/,
    ],
    [
      'keys that nobody makes',
      (find) => Object.assign(podOf(find).volumes?.find(({ secret }) => secret)?.secret ?? {}, { secretName: 'lost' }),
      /the Secret lost/,
    ],
    [
      'a selector that matches nothing',
      (find) =>
        Object.assign(find<{ spec: { selector: object } }>('Service', service).spec.selector, { tier: 'front' }),
      /Service customer-health selects no pods/,
    ],
    [
      'a service under the name of another',
      (find) => Object.assign(containerOf(find), { command: ['node', 'apps/user-auth/dist/main.js'] }),
      /Deployment customer-health runs user-auth/,
    ],
    [
      'a call that no command declares',
      (find) => {
        const theirs = find<V1NetworkPolicy>('NetworkPolicy', 'billing-worker').spec?.egress ?? [];
        theirs.push({ ports: [{ protocol: 'TCP', port: 8080 }] });
        const ours = find<{ spec: { ingress: object[] } }>('NetworkPolicy', service).spec.ingress;
        ours.push({ ports: [{ protocol: 'TCP', port: 8080 }] });
      },
      /billing-worker may reach customer-health, which the commands do not declare/,
    ],
    [
      'a declared call that cannot be made',
      (find) => Object.assign(find<V1NetworkPolicy>('NetworkPolicy', 'user-auth').spec ?? {}, { ingress: [] }),
      /customer-health cannot reach user-auth, which the commands declare/,
    ],
    [
      'no way to the broker',
      (find) => Object.assign(find<V1NetworkPolicy>('NetworkPolicy', 'rabbitmq').spec ?? {}, { ingress: [] }),
      /customer-health cannot reach the broker/,
    ],
    [
      'two things that scale',
      (find) => {
        const autoscaler = find<{ spec: { scaleTargetRef: object } }>('HorizontalPodAutoscaler', 'api-gateway');
        Object.assign(autoscaler.spec.scaleTargetRef, { name: service });
      },
      /customer-health is scaled by 2 things/,
    ],
    [
      'the queue of another',
      (find) => {
        const scaled = find<{ spec: { triggers: { metadata: object }[] } }>('ScaledObject', service);
        Object.assign(scaled.spec.triggers[0]?.metadata ?? {}, { queueName: 'crm.user-auth' });
      },
      /scaled by the queue crm.user-auth, which is not its own/,
    ],
  ];
  it.each(breaks)('%s is found', async (_what, breakIt, expected) => {
    const problems = await problemsAfter(breakIt);
    expect(problems.join('\n')).toMatch(expected);
  });
});
