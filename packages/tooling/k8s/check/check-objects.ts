import { serviceNames } from '@crm/events';
import type { ClusterObject } from './cluster-object.ts';
import { customResourceProblems, isCustomResource } from './custom-resources.ts';
import type { SecretsByName } from './expected-secrets.ts';
import { unknownFields } from './known-fields.ts';
import { workloadsOf } from './pods.ts';
import { missingFields } from './required-fields.ts';
import { containerProblems } from './rules/containers.ts';
import { environmentProblems } from './rules/environment.ts';
import { networkProblems } from './rules/network.ts';
import { referenceProblems } from './rules/references.ts';
import { scalingProblems } from './rules/scaling.ts';
import { selectorProblems } from './rules/selectors.ts';
import { serviceProblems } from './rules/services.ts';
import type { ConfigClass } from './service-configs.ts';

export interface Known {
  readonly secrets: SecretsByName;
  readonly configs: ReadonlyMap<string, ConfigClass>;
}

/** Everything that is wrong with the objects of one overlay, as sentences. Rules are asked once the schemas agree. */
export async function checkObjects(objects: readonly ClusterObject[], known: Known): Promise<string[]> {
  const bySchema = (await Promise.all(objects.map(schemaProblems))).flat();
  if (bySchema.length > 0) return bySchema;
  const workloads = workloadsOf(objects);
  return [
    ...serviceProblems(objects, workloads),
    ...containerProblems(workloads),
    ...selectorProblems(objects, workloads),
    ...environmentProblems(objects, workloads, known.secrets, known.configs),
    ...referenceProblems(objects, workloads, known.secrets),
    ...scalingProblems(objects, serviceNames),
    ...networkProblems(objects, workloads),
  ];
}

async function schemaProblems(object: ClusterObject): Promise<string[]> {
  if (isCustomResource(object)) return customResourceProblems(object);
  return [...unknownFields(object), ...(await missingFields(object))];
}
