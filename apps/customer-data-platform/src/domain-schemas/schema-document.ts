import { hasPart, type JsonObject, type Part, partsOf } from './json-schema.js';
import { type Target, targetOf } from './reference.js';

/** What a schema says by one of the keywords that refer; without a target it leads outside. */
export interface Reference {
  readonly path: readonly string[];
  readonly target: Target | undefined;
}

const referring = ['$ref', '$dynamicRef', '$recursiveRef'];

/** A JSON Schema with the schemas in it. */
export class SchemaDocument {
  readonly parts: readonly Part[];
  /** Names of places, each as often as it is given. */
  readonly anchors: readonly string[];
  readonly references: readonly Reference[];
  private readonly places: ReadonlySet<string>;

  constructor(private readonly root: JsonObject) {
    this.parts = partsOf(root);
    this.anchors = this.parts.flatMap(({ schema }) => anchorsOf(schema));
    this.references = this.parts.flatMap(referencesIn);
    this.places = new Set(this.anchors);
  }

  /** Whether a fragment names a schema in it. */
  has(fragment: string): boolean {
    if (fragment.startsWith('/')) return hasPart(this.root, fragment.slice(1).split('/').map(unescaped));
    return fragment === '' || this.places.has(fragment);
  }
}

/** RFC 6901 */
const unescaped = (token: string): string => token.replaceAll('~1', '/').replaceAll('~0', '~');

function anchorsOf({ $anchor, $dynamicAnchor, $id }: JsonObject): string[] {
  // draft-07 names a place by an `$id` that is a fragment.
  const named = typeof $id === 'string' && $id.startsWith('#') ? $id.slice(1) : undefined;
  return [$anchor, $dynamicAnchor, named].filter((name) => typeof name === 'string' && name !== '') as string[];
}

function referencesIn({ path, schema }: Part): Reference[] {
  return referring.flatMap((keyword) => {
    const reference = schema[keyword];
    return typeof reference === 'string' ? [{ path: [...path, keyword], target: targetOf(reference) }] : [];
  });
}
