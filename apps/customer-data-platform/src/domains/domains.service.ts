import { assertVersion, mapPage, newId, type Page, type PageQuery, pageOf } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import { type EntityManager, Not } from 'typeorm';
import { DomainSchema } from '../domain-schemas/domain-schema.entity.js';
import { forgetSchemas } from '../domain-schemas/forget-schemas.js';
import { lockSchemas } from '../domain-schemas/lock-schemas.js';
import { namedIn, referrersOfDomain } from '../domain-schemas/referrers.js';
import { Transactions } from '../messaging.js';
import { type CreateDomainDto, type DomainView, type EditDomainDto, viewOfDomain } from './domain.dto.js';
import { Domain } from './domain.entity.js';
import { DomainExists, DomainReferred } from './domain.errors.js';
import { domainOf } from './domain-lookup.js';

@Injectable()
export class DomainsService {
  constructor(private readonly transactions: Transactions) {}

  create(
    tenantId: string,
    { name, description = null, public: isPublic = false }: CreateDomainDto,
  ): Promise<DomainView> {
    return this.transactions.inTenant(tenantId, async (unit) => {
      const now = new Date();
      const made = { id: newId(), tenantId, version: 1, createdAt: now, updatedAt: now };
      const domain = unit.manager.create(Domain, { ...made, name, description, public: isPublic });
      await assertNameIsFree(unit.manager, domain);
      await unit.manager.insert(Domain, domain);
      unit.announce('metadata.domain.created', factsOf(domain));
      return viewOfDomain(domain);
    });
  }

  list(tenantId: string, query: PageQuery): Promise<Page<DomainView>> {
    return this.transactions.inTenant(tenantId, async ({ manager }) =>
      mapPage(await pageOf(manager.createQueryBuilder(Domain, 'domain'), 'domain', query), viewOfDomain),
    );
  }

  read(tenantId: string, id: string): Promise<DomainView> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => viewOfDomain(await domainOf(manager, id)));
  }

  edit(tenantId: string, id: string, body: EditDomainDto, expected: number | undefined): Promise<DomainView> {
    return this.transactions.inTenant(tenantId, async (unit) => {
      const domain = await domainOf(unit.manager, id, true);
      assertVersion(domain.version, expected);
      if (!domain.edit(body)) return viewOfDomain(domain);
      await assertNameIsFree(unit.manager, domain);
      unit.announce('metadata.domain.modified', factsOf(domain));
      return viewOfDomain(await unit.manager.save(domain));
    });
  }

  /** Its schemas go with it. */
  remove(tenantId: string, id: string, expected: number | undefined): Promise<void> {
    return this.transactions.inTenant(tenantId, async (unit) => {
      await lockSchemas(unit);
      const domain = await domainOf(unit.manager, id, true);
      assertVersion(domain.version, expected);
      const referrers = await referrersOfDomain(unit.manager, id);
      if (referrers.length > 0) throw new DomainReferred(...namedIn(referrers));
      await forgetSchemas(
        unit,
        await unit.manager.find(DomainSchema, { where: { domainId: id }, order: { id: 'ASC' } }),
      );
      unit.announce('metadata.domain.deleted', factsOf(domain));
      await unit.manager.remove(domain);
    });
  }
}

/** What the bus is told of a domain. */
function factsOf({ id, name, public: isPublic }: Domain) {
  return { id, name, public: isPublic };
}

async function assertNameIsFree(manager: EntityManager, { id, name }: Domain): Promise<void> {
  if (await manager.existsBy(Domain, { name, id: Not(id) }))
    throw new DomainExists(`Choose another name than ${name}.`);
}
