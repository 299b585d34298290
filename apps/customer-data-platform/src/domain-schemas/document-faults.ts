import type { FieldError } from '@crm/platform';
import type { Dialect } from './dialect.js';
import type { SchemaIdentity } from './domain-schema.entity.js';
import { faultAt } from './faults.js';
import { partFaults } from './part-faults.js';
import type { Reference, SchemaDocument } from './schema-document.js';

const mostPlaces = 100;

/** What is wrong with a document that its metaschema does not see. */
export function* documentFaults(
  document: SchemaDocument,
  dialect: Dialect,
  identity: SchemaIdentity,
): Generator<FieldError> {
  for (const part of document.parts) yield* partFaults(part, dialect, identity);
  yield* anchorFaults(document.anchors);
  for (const { path, target } of document.references) {
    if (!target)
      yield faultAt(path, 'reference', 'must lead to a place in the schema, or to another of yours by its uri');
    else if (target.schemaId === undefined && !document.has(target.fragment)) {
      yield faultAt(path, 'reference', 'leads to no place in the schema');
    }
  }
  yield* countFaults(document.references);
}

function* anchorFaults(anchors: readonly string[]): Generator<FieldError> {
  const seen = new Set<string>();
  for (const name of anchors) {
    if (seen.has(name)) yield faultAt([], 'anchor', `must name one place ${name}, not several`);
    seen.add(name);
  }
}

function* countFaults(references: readonly Reference[]): Generator<FieldError> {
  const places = new Set(
    references.flatMap(({ target }) => (target?.schemaId ? [`${target.schemaId}#${target.fragment}`] : [])),
  );
  if (places.size > mostPlaces) yield faultAt([], 'maxPlaces', `must refer to at most ${mostPlaces} places elsewhere`);
}
