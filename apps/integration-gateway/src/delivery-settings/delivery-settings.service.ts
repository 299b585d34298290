import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { UnitOfWork } from '../messaging.js';
import { SecretBox } from '../secrets/secret-box.service.js';
import { newSigningSecret } from '../secrets/signing-secret.js';
import { DeliverySettings } from './delivery-settings.entity.js';

export const purgeTimer = 'purge-payloads';

/** Keeps the delivery settings, one row per tenant. Locks are taken in the order settings, endpoint, message. */
@Injectable()
export class DeliverySettingsService {
  constructor(private readonly secrets: SecretBox) {}

  /**
   * The tenant's settings, made with its first signing secret when there are none yet: events of several services
   * arrive in any order. `share` lets others read at the same time and keeps the status as it is until the commit;
   * `change` is for changing it.
   */
  async ofTenant(unit: UnitOfWork, lock: 'share' | 'change'): Promise<DeliverySettings> {
    const found = await this.find(unit.manager, unit.tenantId, lock);
    if (found) return found;
    const { tenantId } = unit;
    const first = await this.secrets.seal(tenantId, newSigningSecret());
    const settings = DeliverySettings.open(tenantId, first, new Date());
    await unit.manager.createQueryBuilder().insert().into(DeliverySettings).values(settings).orIgnore().execute();
    await unit.schedule({ kind: purgeTimer, key: tenantId, dueAt: new Date(Date.now() + 86_400_000) });
    return (await this.find(unit.manager, tenantId, lock)) ?? settings;
  }

  find(manager: EntityManager, tenantId: string, lock?: 'share' | 'change'): Promise<DeliverySettings | null> {
    const mode = lock === 'share' ? 'pessimistic_read' : 'for_no_key_update';
    return manager.findOne(DeliverySettings, { where: { tenantId }, ...(lock ? { lock: { mode } } : {}) });
  }
}
