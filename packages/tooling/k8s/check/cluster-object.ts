/** Any object of a cluster, as kubectl renders it. */
export interface ClusterObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Record<string, string> };
  readonly [field: string]: unknown;
}

export const nameOf = ({ kind, metadata }: ClusterObject): string => `${kind} ${metadata.name}`;

/** The objects of one kind, seen as `T`; their fields are as the schema says once the schema has been checked. */
export function ofKind<T>(
  objects: readonly ClusterObject[],
  kind: string,
): (T & { metadata: ClusterObject['metadata'] })[] {
  return objects.filter((object) => object.kind === kind) as unknown as (T & { metadata: ClusterObject['metadata'] })[];
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
