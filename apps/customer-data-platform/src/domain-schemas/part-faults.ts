import type { FieldError } from '@crm/platform';
import type { Dialect } from './dialect.js';
import type { SchemaIdentity } from './domain-schema.entity.js';
import { faultAt } from './faults.js';
import type { Part } from './json-schema.js';
import { targetOf } from './reference.js';

/** A long one is where those hide that take ages: whoever validates by the schema runs it. */
const longestPattern = 200;

/** What is wrong with one schema of a document, its references aside. */
export function* partFaults({ path, schema }: Part, dialect: Dialect, identity: SchemaIdentity): Generator<FieldError> {
  const { pattern, patternProperties, $id } = schema;
  for (const keyword of Object.keys(schema)) {
    if (!dialect.knows(keyword)) yield faultAt([...path, keyword], 'keyword', 'is no keyword; others begin with x-');
  }
  if (typeof pattern === 'string') yield* patternFaults(pattern, [...path, 'pattern']);
  for (const name of Object.keys(Object(patternProperties))) {
    yield* patternFaults(name, [...path, 'patternProperties']);
  }
  if (typeof $id === 'string' && !isIts($id, path.length === 0 ? identity : undefined)) {
    yield faultAt([...path, '$id'], 'identity', 'must be left out, or be the uri that the schema got here');
  }
}

function* patternFaults(pattern: string, path: readonly string[]): Generator<FieldError> {
  if (pattern.length > longestPattern) {
    yield faultAt(path, 'maxLength', `must have no pattern longer than ${longestPattern} characters`);
  } else if (!isPattern(pattern)) {
    yield faultAt(path, 'pattern', 'must be a regular expression of ECMA-262, with its flag u');
  }
}

function isPattern(text: string): boolean {
  try {
    new RegExp(text, 'u');
    return true;
  } catch {
    return false;
  }
}

/** A schema has the URI that it got here; an `$id` of draft-07 may also name a place in it. */
function isIts($id: string, identity: SchemaIdentity | undefined): boolean {
  const target = targetOf($id);
  if (target?.schemaId === undefined) return target !== undefined;
  const { schemaId, domainId = identity?.domainId, fragment } = target;
  return schemaId === identity?.id && domainId === identity.domainId && fragment === '';
}
