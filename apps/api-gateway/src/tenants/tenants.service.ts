import { isDeepStrictEqual } from 'node:util';
import { TenantCreated, TenantDeactivated, TenantReactivated, TenantSuspended } from '@crm/events';
import { assertVersion, currentContext, mapPage, newId, type Page, type PageQuery, pageOf } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Transactions, type UnitOfWork } from '../messaging.js';
import {
  type CreateTenantDto,
  type EditTenantDto,
  type TenantChangeView,
  type TenantsQuery,
  type TenantView,
  viewOfChange,
  viewOfTenant,
} from './tenant.dto.js';
import { Tenant, type Transition } from './tenant.entity.js';
import { NoTenant, SlugTaken, TenantClosed } from './tenant.errors.js';
import { TenantChange } from './tenant-change.entity.js';
import { TenantDirectory } from './tenant-directory.js';
import type { TenantStatus } from './transitions.js';

/** What a change of status says to the others. */
type Tell = (
  unit: UnitOfWork,
  fact: { tenantId: string; reason: string; revision: number; at: string },
  by: Transition,
) => void;

/** The register of tenants: who they are and what status they have. */
@Injectable()
export class TenantsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly directory: TenantDirectory,
  ) {}

  /** A new tenant is ready for use when this returns. */
  create(wanted: CreateTenantDto): Promise<TenantView> {
    const id = newId();
    const now = new Date();
    const owner = { email: wanted.owner.email, name: wanted.owner.name.trim() };
    const tenant = Tenant.provision({ ...wanted, id, name: wanted.name.trim(), owner }, now);
    const activated = tenant.become('active', 'The tenant has been provisioned.', now);
    return this.transactions.inTenant(id, async (unit) => {
      const { raw } = await unit.manager
        .createQueryBuilder()
        .insert()
        .into(Tenant)
        .values(tenant)
        .orIgnore()
        .returning('id')
        .execute();
      if ((raw as unknown[]).length === 0) throw new SlugTaken(`Choose another slug than ${wanted.slug}.`);
      await note(unit.manager, tenant, activated);
      const { name, slug, plan, timeZone } = tenant;
      unit.publish(TenantCreated, { tenantId: id, name, slug, plan, owner, timeZone, createdAt: now.toISOString() });
      unit.announce('iam.tenant.created', factsOf(tenant));
      return viewOfTenant(tenant);
    });
  }

  list(query: TenantsQuery): Promise<Page<TenantView>> {
    return this.transactions.outsideTenants(async (manager) => {
      const tenants = manager.createQueryBuilder(Tenant, 'tenant');
      if (query.id) tenants.andWhere('tenant.id = ANY(:ids)', { ids: query.id });
      if (query.status) tenants.andWhere('tenant.status = :status', { status: query.status });
      if (query.plan) tenants.andWhere('tenant.plan = :plan', { plan: query.plan });
      if (query.search) {
        const part = `%${query.search.replace(/[\\%_]/g, '\\$&')}%`;
        tenants.andWhere('(tenant.name ILIKE :part OR tenant.slug ILIKE :part)', { part });
      }
      return mapPage(await pageOf(tenants, 'tenant', query), viewOfTenant);
    });
  }

  read(id: string): Promise<TenantView> {
    return this.transactions.outsideTenants(async (manager) => viewOfTenant(await find(manager, id)));
  }

  edit(id: string, changes: EditTenantDto, expected: number | undefined): Promise<TenantView> {
    return this.transactions.inTenant(id, async (unit) => {
      const tenant = await find(unit.manager, id, true);
      assertVersion(tenant.version, expected);
      if (tenant.status === 'deactivated') throw new TenantClosed('What is kept of it does not change any more.');
      const before = factsOf(tenant);
      tenant.name = changes.name?.trim() ?? tenant.name;
      tenant.timeZone = changes.timeZone ?? tenant.timeZone;
      tenant.plan = changes.plan ?? tenant.plan;
      if (isDeepStrictEqual(factsOf(tenant), before)) return viewOfTenant(tenant);
      tenant.version += 1;
      unit.announce('iam.tenant.modified', factsOf(tenant));
      return viewOfTenant(await unit.manager.save(tenant));
    });
  }

  suspend(id: string, reason: string): Promise<TenantView> {
    return this.change(id, 'suspended', reason, (unit, fact) => unit.publish(TenantSuspended, fact));
  }

  reactivate(id: string, reason: string): Promise<TenantView> {
    return this.change(id, 'active', reason, (unit, fact, { suspendedAt }) =>
      unit.publish(TenantReactivated, suspendedAt ? { ...fact, suspendedAt: suspendedAt.toISOString() } : fact),
    );
  }

  deactivate(id: string, reason: string): Promise<TenantView> {
    return this.change(id, 'deactivated', reason, (unit, fact) => unit.publish(TenantDeactivated, fact));
  }

  /** Changes of the status, newest first. */
  history(id: string, query: PageQuery): Promise<Page<TenantChangeView>> {
    return this.transactions.inTenant(id, async ({ manager }) => {
      await find(manager, id);
      return mapPage(await pageOf(manager.createQueryBuilder(TenantChange, 'change'), 'change', query), viewOfChange);
    });
  }

  private change(id: string, status: TenantStatus, reason: string, tell: Tell): Promise<TenantView> {
    return this.transactions.inTenant(id, async (unit) => {
      const tenant = await find(unit.manager, id, true);
      const transition = tenant.become(status, reason.trim(), new Date());
      await unit.manager.save(tenant);
      await note(unit.manager, tenant, transition);
      const { revision, at } = transition;
      tell(unit, { tenantId: id, reason: reason.trim(), revision, at: at.toISOString() }, transition);
      unit.announce(status === 'deactivated' ? 'iam.tenant.deleted' : 'iam.tenant.modified', factsOf(tenant));
      unit.afterCommit(() => this.directory.learn(tenant));
      return viewOfTenant(tenant);
    });
  }
}

/** What the bus is told of a tenant. */
function factsOf({ id, name, slug, plan, timeZone, status }: Tenant) {
  return { id, name, slug, plan, timeZone, status };
}

async function find(manager: EntityManager, id: string, lock = false): Promise<Tenant> {
  const tenant = await manager.findOne(Tenant, {
    where: { id },
    ...(lock ? { lock: { mode: 'for_no_key_update' as const } } : {}),
  });
  if (!tenant) throw new NoTenant();
  return tenant;
}

async function note(manager: EntityManager, tenant: Tenant, { from, to, revision, at }: Transition): Promise<void> {
  await manager.insert(TenantChange, {
    id: newId(),
    tenantId: tenant.id,
    revision,
    fromStatus: from,
    toStatus: to,
    reason: tenant.statusReason ?? '',
    actor: currentContext()?.actor ?? 'service:api-gateway',
    at,
  });
}
