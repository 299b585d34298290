import { type FieldError, ValidationFailed } from '@crm/platform';
import { Ajv, type AnySchema, type Options } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { faultAt } from './faults.js';
import type { JsonObject } from './json-schema.js';

/** A version of JSON Schema. */
export class Dialect {
  private readonly keywords: ReadonlySet<string>;

  constructor(private readonly ajv: Ajv | Ajv2020) {
    const known = Object.values(ajv.schemas).flatMap((metaschema) => namesIn(metaschema?.schema));
    // Ajv's copy of draft-07 lacks this one.
    this.keywords = new Set([...known, 'writeOnly']);
  }

  /** Others may be added as `x-…`. */
  knows(keyword: string): boolean {
    return this.keywords.has(keyword) || keyword.startsWith('x-');
  }

  /** What the metaschema finds wrong with a schema: the first mistake only. */
  faultsIn(schema: JsonObject): FieldError[] {
    if (this.ajv.validateSchema(schema)) return [];
    const { instancePath = '', keyword = '', message = '' } = this.ajv.errors?.[0] ?? {};
    return [faultAt(instancePath.split('/').slice(1), keyword, message)];
  }
}

const namesIn = (metaschema: AnySchema | undefined): string[] =>
  typeof metaschema === 'object' ? Object.keys(metaschema['properties'] ?? {}) : [];

// A format is a word about instances, and instances are not validated here.
const options: Options = { validateFormats: false, logger: false };
const newest = 'https://json-schema.org/draft/2020-12/schema';
const dialects: ReadonlyMap<string, Dialect> = new Map([
  [newest, new Dialect(new Ajv2020(options))],
  ['http://json-schema.org/draft-07/schema', new Dialect(new Ajv(options))],
]);

/** @throws ValidationFailed for a `$schema` that is none of ours */
export function dialectOf({ $schema = newest }: JsonObject): Dialect {
  const named = typeof $schema === 'string' ? $schema : JSON.stringify($schema);
  const dialect = dialects.get(named.replace(/#$/, ''));
  if (dialect) return dialect;
  const known = [...dialects.keys()].join(' or ');
  throw new ValidationFailed([faultAt(['$schema'], 'dialect', `must be ${known}, not ${named.slice(0, 200)}`)]);
}
