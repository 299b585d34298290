import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { UnitOfWork } from '../messaging.js';
import { SecretBox } from '../sealing/secret-box.service.js';
import { newSigningSecret } from '../senders/signing-secret.js';
import { DeliverySettings } from './delivery-settings.entity.js';

export const purgeTimer = 'purge-payloads';

/** Keeps the delivery settings, one row per tenant. Locks are taken in the order settings, endpoint or secret, message. */
@Injectable()
export class DeliverySettingsService {
  constructor(private readonly secrets: SecretBox) {}

  /**
   * The tenant's settings, made with its first signing secret when there are none yet: events of several services
   * arrive in any order. `share` lets others read at the same time and keeps the status as it is until the commit;
   * `change` is for changing it.
   */
  async ofTenant(unit: UnitOfWork, lock: 'share' | 'change'): Promise<DeliverySettings> {
    const { tenantId } = unit;
    await lockInTurn(unit.manager, tenantId, lock);
    const found = await this.find(unit.manager, tenantId);
    if (found) return found;
    const first = await this.secrets.seal(unit, tenantId, newSigningSecret());
    const settings = DeliverySettings.open(tenantId, first, new Date());
    await unit.manager.createQueryBuilder().insert().into(DeliverySettings).values(settings).orIgnore().execute();
    await unit.schedule({ kind: purgeTimer, key: tenantId, dueAt: new Date(Date.now() + 86_400_000) });
    return (await this.find(unit.manager, tenantId)) ?? settings;
  }

  find(manager: EntityManager, tenantId: string): Promise<DeliverySettings | null> {
    return manager.findOneBy(DeliverySettings, { tenantId });
  }
}

/**
 * Held until the commit. A lock of its own and not of the row: those who wait for it get it in turn, while a change
 * would wait for ever behind the shared row locks of a stream of messages.
 */
async function lockInTurn(manager: EntityManager, tenantId: string, lock: 'share' | 'change'): Promise<void> {
  const take = lock === 'share' ? 'pg_advisory_xact_lock_shared' : 'pg_advisory_xact_lock';
  await manager.query(`SELECT ${take}(hashtextextended($1, 1))`, [tenantId]);
}
