export type JsonObject = Readonly<Record<string, unknown>>;

/** A schema within another, and the names that lead to it. */
export interface Part {
  readonly path: readonly string[];
  readonly schema: JsonObject;
}

/** Keywords that hold a schema. */
const holders = new Set([
  ...['additionalItems', 'additionalProperties', 'contains', 'contentSchema', 'else', 'if', 'items', 'not'],
  ...['propertyNames', 'then', 'unevaluatedItems', 'unevaluatedProperties'],
]);
/** Keywords that hold schemas in a list or by name. */
const collections = new Set([
  ...['$defs', 'allOf', 'anyOf', 'definitions', 'dependencies', 'dependentSchemas', 'oneOf'],
  ...['patternProperties', 'prefixItems', 'properties'],
]);

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `items` of draft-07 may be a list as well. */
const holdsMany = (keyword: string, content: unknown): content is object =>
  collections.has(keyword)
    ? isObject(content) || Array.isArray(content)
    : keyword === 'items' && Array.isArray(content);

/** Every schema in a schema, itself first; what stands in `const`, `enum` or `examples` only looks like one. */
export function partsOf(schema: unknown, path: readonly string[] = []): Part[] {
  if (!isObject(schema)) return [];
  const inner = Object.entries(schema).flatMap(([keyword, content]) => {
    const at = [...path, keyword];
    if (!holdsMany(keyword, content)) return holders.has(keyword) ? partsOf(content, at) : [];
    return Object.entries(content).flatMap(([name, part]) => partsOf(part, [...at, name]));
  });
  return [{ path, schema }, ...inner];
}

/** Whether names lead to a schema: the path of a part, or one to `true` or `false`. */
export function hasPart(schema: unknown, path: readonly string[]): boolean {
  const [keyword, name] = path;
  if (keyword === undefined) return isObject(schema) || typeof schema === 'boolean';
  const content = isObject(schema) ? own(schema, keyword) : undefined;
  if (!holdsMany(keyword, content)) return holders.has(keyword) && hasPart(content, path.slice(1));
  return name !== undefined && hasPart(own(content, name), path.slice(2));
}

const own = (holder: object, name: string): unknown =>
  Object.hasOwn(holder, name) ? Reflect.get(holder, name) : undefined;
