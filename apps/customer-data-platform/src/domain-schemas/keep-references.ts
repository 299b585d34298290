import type { FieldError } from '@crm/platform';
import { In } from 'typeorm';
import type { UnitOfWork } from '../messaging.js';
import { DomainSchema } from './domain-schema.entity.js';
import { assertNone, faultAt } from './faults.js';
import type { Target } from './reference.js';
import { type Reference, SchemaDocument } from './schema-document.js';
import { SchemaReference } from './schema-reference.entity.js';

interface Outgoing extends Reference {
  readonly target: Target & { readonly schemaId: string };
}

const isOutgoing = (reference: Reference): reference is Outgoing => reference.target?.schemaId !== undefined;

/**
 * Keeps which schemas a stored one refers to, in place of those before.
 *
 * @throws ValidationFailed for references that lead to no schema of the tenant, or to no place in one
 */
export async function keepReferences(
  { manager, tenantId }: UnitOfWork,
  schemaId: string,
  document: SchemaDocument,
): Promise<void> {
  const bySchema = Map.groupBy(document.references.filter(isOutgoing), ({ target }) => target.schemaId);
  const referred = await manager.findBy(DomainSchema, { id: In([...bySchema.keys()]) });
  assertNone(dangling(bySchema, new Map(referred.map((schema) => [schema.id, schema]))));
  const rows = [...bySchema].map(([referredId, references]) => {
    const fragments = [...new Set(references.map(({ target }) => target.fragment))];
    return { tenantId, schemaId, referredId, fragments };
  });
  await manager.delete(SchemaReference, { schemaId });
  await manager.insert(SchemaReference, rows);
}

function* dangling(
  bySchema: ReadonlyMap<string, readonly Outgoing[]>,
  referred: ReadonlyMap<string, DomainSchema>,
): Generator<FieldError> {
  for (const [id, references] of bySchema) {
    const schema = referred.get(id);
    const document = schema && new SchemaDocument(schema.value);
    for (const { path, target } of references) {
      if (!schema || (target.domainId ?? schema.domainId) !== schema.domainId) {
        yield faultAt(path, 'reference', 'leads to no schema');
      } else if (!document?.has(target.fragment)) {
        yield faultAt(path, 'reference', `leads to no place in ${schema.name}`);
      }
    }
  }
}
