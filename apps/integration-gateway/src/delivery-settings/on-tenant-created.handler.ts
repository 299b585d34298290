import { EventHandler, type EventOf, TenantCreated } from '@crm/events';
import { Handles, type UnitOfWork } from '../messaging.js';
import { PlatformDeliveriesService } from '../platform-endpoints/platform-deliveries.service.js';
import { DeliverySettingsService } from './delivery-settings.service.js';

/** A new tenant gets its delivery settings and first signing secret; the platform's own endpoints hear of it. */
@EventHandler()
export class OnTenantCreated {
  constructor(
    private readonly settings: DeliverySettingsService,
    private readonly platform: PlatformDeliveriesService,
  ) {}

  @Handles(TenantCreated)
  async handle({ id, data }: EventOf<typeof TenantCreated>, unit: UnitOfWork): Promise<void> {
    await this.settings.ofTenant(unit, 'share');
    const { tenantId, name, slug, plan } = data;
    await this.platform.offer(unit, {
      type: 'tenant.created',
      eventType: TenantCreated.type,
      at: data.createdAt,
      data: { tenantId, name, slug, plan },
      dedupeKey: id,
    });
  }
}
