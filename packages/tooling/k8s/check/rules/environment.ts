import { loadConfig } from '@crm/platform';
import type { V1ConfigMap, V1Container } from '@kubernetes/client-node';
import { type ClusterObject, ofKind } from '../cluster-object.ts';
import type { SecretsByName } from '../expected-secrets.ts';
import { appOf, type Workload } from '../pods.ts';
import { type ConfigClass, variablesOf } from '../service-configs.ts';

/** A migration reads one variable and no config. */
const migration = new Set(['DATABASE_OWNER_URL']);

/**
 * What a container is told comes from where something is, bears a name that its service reads, and is enough and right
 * for it to start: the service's own config class reads the whole.
 */
export function environmentProblems(
  objects: readonly ClusterObject[],
  workloads: readonly Workload[],
  secrets: SecretsByName,
  configs: ReadonlyMap<string, ConfigClass>,
): string[] {
  const maps = new Map(
    ofKind<V1ConfigMap>(objects, 'ConfigMap').map(({ metadata, data }) => [metadata.name, data ?? {}]),
  );
  return workloads.flatMap((workload) =>
    workload.containers.flatMap((container) => {
      const { variables, problems } = environmentOf(container, maps, secrets);
      const running = appOf(container);
      const config = running && configs.get(running.app);
      const read = running?.migrates ? migration : config && variablesOf(config);
      const unknown = Object.keys(variables)
        .filter((name) => read && !read.has(name))
        .map((name) => `sets ${name}, which it does not read.`);
      const wrong = config && !running.migrates ? configProblems(config, variables) : [];
      return [...problems, ...unknown, ...wrong].map((text) => `${workload.name}: container ${container.name} ${text}`);
    }),
  );
}

function environmentOf(
  { envFrom = [], env = [] }: V1Container,
  maps: ReadonlyMap<string, Readonly<Record<string, string>>>,
  secrets: SecretsByName,
): { variables: Record<string, string>; problems: string[] } {
  const variables: Record<string, string> = {};
  const problems: string[] = [];
  const found = (from: typeof maps, kind: string, name = ''): Readonly<Record<string, string>> => {
    const values = from.get(name);
    if (!values) problems.push(`reads the ${kind} ${name}, which is not there.`);
    return values ?? {};
  };
  for (const { configMapRef, secretRef } of envFrom) {
    if (configMapRef) Object.assign(variables, found(maps, 'ConfigMap', configMapRef.name));
    if (secretRef) Object.assign(variables, found(secrets, 'Secret', secretRef.name));
  }
  for (const { name, value, valueFrom } of env) {
    const { configMapKeyRef, secretKeyRef } = valueFrom ?? {};
    const source = configMapKeyRef
      ? found(maps, 'ConfigMap', configMapKeyRef.name)
      : secretKeyRef && found(secrets, 'Secret', secretKeyRef.name);
    const key = configMapKeyRef?.key ?? secretKeyRef?.key ?? '';
    if (source && source[key] === undefined) problems.push(`reads ${name} from ${key}, which is not there.`);
    variables[name] = source?.[key] ?? value ?? '';
  }
  return { variables, problems };
}

function configProblems(config: ConfigClass, variables: Readonly<Record<string, string>>): string[] {
  try {
    loadConfig(config, variables);
    return [];
  } catch (error) {
    return [`cannot start. ${error instanceof Error ? error.message : String(error)}`];
  }
}
