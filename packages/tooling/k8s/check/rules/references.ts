import { type ClusterObject, ofKind } from '../cluster-object.ts';
import type { SecretsByName } from '../expected-secrets.ts';
import type { Workload } from '../pods.ts';

interface Cluster {
  spec: { managed?: { roles?: { name: string; passwordSecret?: { name: string } }[] } };
}
interface Database {
  spec: { owner: string };
}
interface Authentication {
  spec: { secretTargetRef?: { name: string; key: string }[] };
}

/** Secrets that volumes, database roles and scalers name exist and hold what is read of them. */
export function referenceProblems(
  objects: readonly ClusterObject[],
  workloads: readonly Workload[],
  secrets: SecretsByName,
): string[] {
  const roles = ofKind<Cluster>(objects, 'Cluster').flatMap(({ spec }) => spec.managed?.roles ?? []);
  const read: [string, string, string?][] = [
    ...workloads.flatMap(({ name, pod }) =>
      (pod.volumes ?? []).flatMap(({ secret }): [string, string][] =>
        secret ? [[name, secret.secretName ?? '']] : [],
      ),
    ),
    ...roles.flatMap(({ name, passwordSecret }): [string, string, string][] => [
      [`The role ${name}`, passwordSecret?.name ?? '', 'username'],
      [`The role ${name}`, passwordSecret?.name ?? '', 'password'],
    ]),
    ...ofKind<Authentication>(objects, 'TriggerAuthentication').flatMap(({ metadata, spec }) =>
      (spec.secretTargetRef ?? []).map(({ name, key }): [string, string, string] => [
        `TriggerAuthentication ${metadata.name}`,
        name,
        key,
      ]),
    ),
  ];
  const missing = read
    .filter(([, secret, key]) => (key ? secrets.get(secret)?.[key] : secrets.get(secret)) === undefined)
    .map(
      ([reader, secret, key]) =>
        `${reader} reads the Secret ${secret}${key ? `, key ${key}` : ''}, which is not there.`,
    );
  const misnamed = roles
    .filter(({ name, passwordSecret }) => secrets.get(passwordSecret?.name ?? '')?.['username'] !== name)
    .map(({ name }) => `The role ${name} has the password of another.`);
  const ownerless = ofKind<Database>(objects, 'Database')
    .filter(({ spec }) => !roles.some(({ name }) => name === spec.owner))
    .map(({ metadata, spec }) => `Database ${metadata.name} belongs to ${spec.owner}, which is no role.`);
  return [...missing, ...misnamed, ...ownerless];
}
