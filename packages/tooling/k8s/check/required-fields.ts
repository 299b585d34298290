import { type ClusterObject, nameOf } from './cluster-object.ts';

interface Model {
  validate(): void;
}
type ModelClass = new (data: unknown) => Model;

/** Fields that are missing and values out of format, by the schemas of Kubernetes itself. */
export async function missingFields(object: ClusterObject): Promise<string[]> {
  const path = `kubernetes-models/${object.apiVersion}/${object.kind}`;
  const module = (await import(path).catch(() => undefined)) as Record<string, ModelClass> | undefined;
  const model = module?.[object.kind];
  if (!model) return [`${nameOf(object)}: there is no schema of ${object.apiVersion} ${object.kind}.`];
  try {
    new model(object).validate();
    return [];
  } catch (error) {
    return [`${nameOf(object)}: ${error instanceof Error ? error.message : String(error)}`];
  }
}
