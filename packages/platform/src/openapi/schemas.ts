import { createRequire } from 'node:module';
import { getMetadataStorage, IS_DATE_STRING, IS_OBJECT } from 'class-validator';
import { targetConstructorToSchema } from 'class-validator-jsonschema';

export type Schema = Record<string, unknown>;
export type SchemaClass = new () => object;

/** What `@Type()` said; class-transformer keeps it in a file that its types do not name. */
const { defaultMetadataStorage } = createRequire(import.meta.url)(
  'class-transformer/cjs/storage.js',
) as typeof import('class-transformer/types/storage.js');

const prefix = '#/components/schemas/';

/** The library's own pattern for dates refuses ones that class-validator accepts: 2026-01-31T09:00:00Z and offsets. */
const dates = { [IS_DATE_STRING]: { type: 'string' as const, format: 'date-time' } };

/** Where objects are closed, one whose members no class tells says that it is not: readers take it for an empty one. */
const objects = { [IS_OBJECT]: { type: 'object' as const, additionalProperties: true } };

/** JSON Schemas of classes, told by their class-validator decorators, so that nothing has to be said twice. */
export class Schemas {
  readonly components: Record<string, Schema> = {};

  /** A reference to the schema of `type`, which is added with all that it refers to. */
  ref(type: SchemaClass, open = false): Schema {
    if (!(type.name in this.components)) {
      this.components[type.name] = {};
      const schema = this.build(type, open);
      this.components[type.name] = open ? schema : withNulls(type, schema);
    }
    return { $ref: prefix + type.name };
  }

  /** The schema itself, for query parameters. */
  build(type: SchemaClass, open = false): Schema {
    const options = {
      classTransformerMetadataStorage: defaultMetadataStorage,
      refPointerPrefix: prefix,
      additionalConverters: open ? dates : { ...dates, ...objects },
    };
    const told = targetConstructorToSchema(type, options) as Schema;
    const schema = { ...told, properties: withoutUnions((told['properties'] ?? {}) as Record<string, Schema>) };
    for (const name of propertyNames(type)) {
      const nested: unknown = defaultMetadataStorage.findTypeMetadata(type, name)?.typeFunction();
      if (typeof nested === 'function' && propertyNames(nested as SchemaClass).size > 0)
        this.ref(nested as SchemaClass, open);
    }
    return open ? schema : { ...schema, additionalProperties: false };
  }
}

/** Of a property of several types, decorators know no more than `Object`: it may be anything. */
function withoutUnions(properties: Record<string, Schema>): Record<string, Schema> {
  return Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, schema['$ref'] === `${prefix}Object` ? {} : schema]),
  );
}

/** In a body what `@IsOptional()` lets be left out may be null as well, which mostly says that it has no value any more. */
function withNulls(type: SchemaClass, schema: Schema): Schema {
  const optional = new Set(
    getMetadataStorage()
      .getTargetValidationMetadatas(type, '', false, false)
      .filter(({ name }) => name === 'isOptional')
      .map(({ propertyName }) => propertyName),
  );
  const properties = Object.entries(schema['properties'] as Record<string, Schema>).map(([name, one]) => {
    const isAnything = Object.keys(one).length === 0;
    return [name, optional.has(name) && !isAnything ? { anyOf: [one, { type: 'null' }] } : one];
  });
  return { ...schema, properties: Object.fromEntries(properties) };
}

function propertyNames(type: SchemaClass): Set<string> {
  const rules = getMetadataStorage().getTargetValidationMetadatas(type, '', false, false);
  return new Set(rules.map((rule) => rule.propertyName));
}
