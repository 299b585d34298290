import { In } from 'typeorm';
import type { UnitOfWork } from '../messaging.js';
import { factsOf } from './domain-schema.dto.js';
import { DomainSchema } from './domain-schema.entity.js';
import { SchemaReference } from './schema-reference.entity.js';

/** Removes schemas, with what they refer to; nothing else may refer to them. */
export async function forgetSchemas(unit: UnitOfWork, schemas: readonly DomainSchema[]): Promise<void> {
  const ids = schemas.map(({ id }) => id);
  await unit.manager.delete(SchemaReference, { schemaId: In(ids) });
  await unit.manager.delete(DomainSchema, { id: In(ids) });
  for (const schema of schemas) unit.announce('metadata.schema.deleted', factsOf(schema));
}
