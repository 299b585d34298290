import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DeliverySettingsService } from '../delivery-settings/delivery-settings.service.js';
import { Transactions, type UnitOfWork } from '../messaging.js';
import { KeyRing } from '../sealing/key-ring.service.js';
import { beginningOf, type Key, seal } from '../sealing/seal.js';
import { SealedTenant } from '../sealing/sealed-tenant.entity.js';
import { SealBroken, SecretBox } from '../sealing/secret-box.service.js';
import { aboveTenants, ofTenants, type SealedColumn } from './sealed-columns.js';

export const resealTimer = 'reseal-secrets';
const tenantsAtOnce = 20;

/** Brings what is sealed with earlier keys under the current one, each tenant's in one transaction. */
@Injectable()
export class ResealingService {
  private readonly logger = new Logger('key-rotation');

  constructor(
    private readonly transactions: Transactions,
    private readonly settings: DeliverySettingsService,
    private readonly ring: KeyRing,
    private readonly box: SecretBox,
  ) {}

  /** Reseals what stands above tenants and what up to twenty tenants own; answers whether that was all. */
  async resealSome(): Promise<boolean> {
    const tenantIds = await this.transactions.outsideTenants(async (manager) => {
      const key = await this.ring.current(manager);
      for (const place of aboveTenants) await this.reseal(manager, place, key);
      const behind = await sealedBefore(manager, key.name).orderBy('tenant_id').take(tenantsAtOnce).getMany();
      return behind.map(({ tenantId }) => tenantId);
    });
    for (const tenantId of tenantIds) {
      await this.transactions.inTenant(tenantId, (unit) => this.resealTenant(unit));
    }
    return tenantIds.length < tenantsAtOnce;
  }

  /** Tenants that are still to be resealed. */
  async tenantsLeft(manager: EntityManager): Promise<number> {
    return sealedBefore(manager, (await this.ring.current(manager)).name).getCount();
  }

  private async resealTenant(unit: UnitOfWork): Promise<void> {
    // Changes nothing of the settings; the lock keeps others from writing back what they read before.
    await this.settings.ofTenant(unit, 'change');
    const key = await this.ring.current(unit.manager);
    for (const place of ofTenants) await this.reseal(unit.manager, place, key);
    await unit.manager.update(SealedTenant, { tenantId: unit.tenantId }, { keyName: key.name });
  }

  private async reseal(manager: EntityManager, { table, column, owner }: SealedColumn, key: Key): Promise<void> {
    const rows = (await manager.query(
      `SELECT ${owner} AS owner, ${column} AS sealed FROM ${table}
       WHERE ${column} IS NOT NULL AND NOT starts_with(${column}, $1) FOR NO KEY UPDATE`,
      [beginningOf(key.name)],
    )) as { owner: string; sealed: string }[];
    for (const row of rows) {
      const secret = await this.openIfPossible(manager, row.owner, row.sealed);
      if (secret === undefined) continue;
      const values = [row.owner, seal(key, row.owner, secret)];
      await manager.query(`UPDATE ${table} SET ${column} = $2 WHERE ${owner} = $1`, values);
    }
  }

  /** What no key opens stays as it is: it is lost already, and must not keep the rest from being resealed. */
  private async openIfPossible(manager: EntityManager, owner: string, sealed: string): Promise<string | undefined> {
    try {
      return await this.box.open(manager, owner, sealed);
    } catch (error) {
      if (!(error instanceof SealBroken)) throw error;
      this.logger.error(`The secret of ${owner} cannot be opened by any key and stays as it is.`);
      return undefined;
    }
  }
}

const sealedBefore = (manager: EntityManager, keyName: string) =>
  manager.createQueryBuilder(SealedTenant, 'tenant').where('tenant.key_name IS DISTINCT FROM :keyName', { keyName });
