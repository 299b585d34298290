import { dialectOf } from './dialect.js';
import { documentFaults } from './document-faults.js';
import type { SchemaIdentity } from './domain-schema.entity.js';
import { assertNone, faultAt } from './faults.js';
import type { JsonObject } from './json-schema.js';
import { SchemaDocument } from './schema-document.js';

const largest = 262_144;

/**
 * Takes a JSON Schema as far as it can be judged alone: by its metaschema, its keywords, patterns and ids, and the
 * references inside it. How deep it may be is the rule of every body. It is read and not compiled: of a stranger's
 * document a compiler makes megabytes of code, and it leaves out what nothing uses.
 *
 * @throws ValidationFailed
 */
export function checkedDocument(value: JsonObject, identity: SchemaIdentity): SchemaDocument {
  const bytes = Buffer.byteLength(JSON.stringify(value));
  if (bytes > largest) assertNone([faultAt([], 'maxBytes', `must have at most ${largest} bytes`)]);
  const dialect = dialectOf(value);
  assertNone(dialect.faultsIn(value));
  const document = new SchemaDocument(value);
  assertNone(documentFaults(document, dialect, identity));
  return document;
}
