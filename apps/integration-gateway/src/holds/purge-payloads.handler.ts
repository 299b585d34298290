import { OnTimer, type Timer, type TimerHandler } from '@crm/events';
import { IntegrationConfig } from '../config.js';
import { DeliverySettingsService, purgeTimer } from '../delivery-settings/delivery-settings.service.js';
import type { UnitOfWork } from '../messaging.js';

const dayMs = 86_400_000;
const batch = 1_000;

/**
 * What was said and answered is kept for some days and then purged; that it was said stays. Of a closed tenant all is
 * purged as soon as its last message has ended.
 */
@OnTimer(purgeTimer)
export class PurgePayloads implements TimerHandler<'integration-gateway'> {
  constructor(
    private readonly settings: DeliverySettingsService,
    private readonly config: IntegrationConfig,
  ) {}

  async fire({ key }: Timer, unit: UnitOfWork): Promise<void> {
    const closed = (await this.settings.ofTenant(unit, 'share')).status === 'closed';
    const until = new Date(Date.now() - (closed ? 0 : this.config.WEBHOOK_RETENTION_DAYS * dayMs));
    const purged = await this.purge(unit, until);
    const [left] = (await unit.manager.query(
      'SELECT exists(SELECT 1 FROM webhook_message WHERE payload IS NOT NULL) AS left',
    )) as { left: boolean }[];
    if (closed && !left?.left) return;
    const pause = purged === batch ? 0 : closed ? 1_000 : dayMs;
    await unit.schedule({ kind: purgeTimer, key, dueAt: new Date(Date.now() + pause) });
  }

  private async purge(unit: UnitOfWork, until: Date): Promise<number> {
    const [ids] = (await unit.manager.query(
      `UPDATE webhook_message SET payload = NULL WHERE id IN (
         SELECT id FROM webhook_message
         WHERE payload IS NOT NULL AND status IN ('delivered', 'failed') AND created_at <= $1 LIMIT ${batch})
       RETURNING id`,
      [until],
    )) as [{ id: string }[], number];
    await unit.manager.query(
      `UPDATE delivery_attempt SET request_headers = NULL, response_headers = NULL, response_body = NULL
       WHERE message_id = ANY($1)`,
      [ids.map(({ id }) => id)],
    );
    return ids.length;
  }
}
