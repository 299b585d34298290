import { routes, type ServiceName } from '@crm/events';

/** As much of an OpenAPI 3.1 document as merging looks at. */
export interface ApiDocument {
  readonly paths?: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

interface Operation {
  readonly tags?: readonly string[];
  readonly [member: string]: unknown;
}

export interface MergedDocument {
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: Record<string, Record<string, unknown>>;
}

const componentRef = /^#\/components\/([^/]+)\/([^/]+)$/;

/**
 * One document out of many: of each service the resources that the gateway hands to it, and nothing else of what its
 * port serves. Components of one name and content are one; where services mean different things by a name, the later
 * one's is prefixed with its service. The result does not depend on which services answered first.
 */
export function mergeDocuments(documents: ReadonlyMap<ServiceName, ApiDocument>): MergedDocument {
  const merged: MergedDocument = { paths: {}, components: {} };
  for (const [service, document] of documents) {
    const renamed = adopt(merged.components, service, document.components ?? {});
    for (const [path, operations] of Object.entries(document.paths ?? {})) {
      if (!isPublic(service, path)) continue;
      merged.paths[path] = rewritten(operations, renamed) as Record<string, Operation>;
    }
  }
  return merged;
}

function isPublic(service: ServiceName, path: string): boolean {
  const [, version, resource] = path.split('/');
  return version === 'v1' && resource !== undefined && (routes[service] as readonly string[]).includes(resource);
}

/** Adds a service's components; answers the new references of those that had to be renamed. */
function adopt(
  target: MergedDocument['components'],
  service: ServiceName,
  components: NonNullable<ApiDocument['components']>,
): ReadonlyMap<string, string> {
  const renamed = new Map<string, string>();
  // What refers to a renamed component means something else, too.
  for (let before = -1; before < renamed.size; ) {
    before = renamed.size;
    for (const [kind, named] of Object.entries(components)) {
      for (const [name, component] of Object.entries(named)) {
        const known = target[kind]?.[name];
        if (known !== undefined && JSON.stringify(known) !== JSON.stringify(rewritten(component, renamed))) {
          renamed.set(`#/components/${kind}/${name}`, `#/components/${kind}/${pascal(service)}${name}`);
        }
      }
    }
  }
  for (const [kind, named] of Object.entries(components)) {
    const kept = target[kind] ?? {};
    target[kind] = kept;
    for (const [name, component] of Object.entries(named)) {
      const ref = renamed.get(`#/components/${kind}/${name}`);
      kept[ref ? (componentRef.exec(ref)?.[2] ?? name) : name] = rewritten(component, renamed);
    }
  }
  return renamed;
}

/** The same with every renamed reference in its new form. */
function rewritten(value: unknown, renamed: ReadonlyMap<string, string>): unknown {
  if (renamed.size === 0) return value;
  if (Array.isArray(value)) return value.map((item) => rewritten(item, renamed));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      key === '$ref' && typeof item === 'string' ? (renamed.get(item) ?? item) : rewritten(item, renamed),
    ]),
  );
}

function pascal(service: string): string {
  return service.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}
