import { assertVersion, mapPage, newId, type Page, type PageQuery, pageOf } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import { type EntityManager, Not, type QueryDeepPartialEntity } from 'typeorm';
import { domainOf } from '../domains/domain-lookup.js';
import { Transactions } from '../messaging.js';
import { checkedDocument } from './check-document.js';
import {
  contentOf,
  type DomainSchemaDto,
  factsOf,
  type SchemaSummary,
  type SchemaView,
  summaryOf,
  viewOfSchema,
} from './domain-schema.dto.js';
import { DomainSchema, type SchemaIdentity } from './domain-schema.entity.js';
import { SchemaExists, SchemaNotFound, SchemaReferred } from './domain-schema.errors.js';
import { forgetSchemas } from './forget-schemas.js';
import { keepReferences } from './keep-references.js';
import { lockSchemas } from './lock-schemas.js';
import { namedIn, referrersOfSchema } from './referrers.js';
import type { SchemaDocument } from './schema-document.js';

/** A list shows no documents. */
const listed = ['id', 'domainId', 'name', 'description', 'version', 'createdAt', 'updatedAt'];

@Injectable()
export class DomainSchemasService {
  constructor(private readonly transactions: Transactions) {}

  async create(tenantId: string, domainId: string, body: DomainSchemaDto): Promise<SchemaView> {
    const identity = { id: newId(), domainId };
    const document = checkedDocument(body.value, identity);
    return this.transactions.inTenant(tenantId, async (unit) => {
      await lockSchemas(unit);
      await domainOf(unit.manager, domainId);
      const now = new Date();
      const made = { ...identity, tenantId, version: 1, createdAt: now, updatedAt: now };
      const schema = unit.manager.create(DomainSchema, { ...made, ...contentOf(body) });
      await assertNameIsFree(unit.manager, schema);
      await store(unit.manager, schema);
      await keepReferences(unit, schema.id, document);
      unit.announce('metadata.schema.created', factsOf(schema));
      return viewOfSchema(schema);
    });
  }

  list(tenantId: string, domainId: string, query: PageQuery): Promise<Page<SchemaSummary>> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      await domainOf(manager, domainId);
      const builder = manager
        .createQueryBuilder(DomainSchema, 'schema')
        .select(listed.map((column) => `schema.${column}`))
        .where({ domainId });
      return mapPage(await pageOf(builder, 'schema', query), summaryOf);
    });
  }

  read(tenantId: string, identity: SchemaIdentity): Promise<SchemaView> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => viewOfSchema(await schemaOf(manager, identity)));
  }

  async replace(
    tenantId: string,
    identity: SchemaIdentity,
    body: DomainSchemaDto,
    expected: number | undefined,
  ): Promise<SchemaView> {
    const document = checkedDocument(body.value, identity);
    return this.transactions.inTenant(tenantId, async (unit) => {
      await lockSchemas(unit);
      const schema = await schemaOf(unit.manager, identity);
      assertVersion(schema.version, expected);
      if (!schema.replace(contentOf(body))) return viewOfSchema(schema);
      await assertNameIsFree(unit.manager, schema);
      await assertReferrersHold(unit.manager, schema.id, document);
      await store(unit.manager, schema);
      await keepReferences(unit, schema.id, document);
      unit.announce('metadata.schema.modified', factsOf(schema));
      return viewOfSchema(schema);
    });
  }

  remove(tenantId: string, identity: SchemaIdentity, expected: number | undefined): Promise<void> {
    return this.transactions.inTenant(tenantId, async (unit) => {
      await lockSchemas(unit);
      const schema = await schemaOf(unit.manager, identity);
      assertVersion(schema.version, expected);
      const referrers = await referrersOfSchema(unit.manager, schema.id);
      if (referrers.length > 0) throw new SchemaReferred(...namedIn(referrers));
      await forgetSchemas(unit, [schema]);
    });
  }
}

async function schemaOf(manager: EntityManager, identity: SchemaIdentity): Promise<DomainSchema> {
  const schema = await manager.findOneBy(DomainSchema, identity);
  if (!schema) throw new SchemaNotFound();
  return schema;
}

/** Not by `save`: it compares documents, and trips over fields that are called like a method of every object. */
async function store(manager: EntityManager, schema: DomainSchema): Promise<void> {
  await manager.upsert(DomainSchema, schema as QueryDeepPartialEntity<DomainSchema>, ['id']);
}

async function assertNameIsFree(manager: EntityManager, { id, domainId, name }: DomainSchema): Promise<void> {
  const taken = await manager.existsBy(DomainSchema, { domainId, name, id: Not(id) });
  if (taken) throw new SchemaExists(`Choose another name than ${name}.`);
}

/** Every place that others refer to must still be there. */
async function assertReferrersHold(manager: EntityManager, id: string, document: SchemaDocument): Promise<void> {
  const referrers = await referrersOfSchema(manager, id);
  const broken = referrers.filter(({ fragments }) => !fragments.every((fragment) => document.has(fragment)));
  if (broken.length > 0) throw new SchemaReferred(...namedIn(broken));
}
