import { Requires } from '@crm/events';
import { Tags, TenantId } from '@crm/platform';
import { Controller, Get } from '@nestjs/common';
import { IntegrationConfig } from '../config.js';
import { Transactions } from '../messaging.js';
import { SecretBox } from '../sealing/secret-box.service.js';
import { WebhookMessage } from '../webhook-messages/webhook-message.entity.js';
import { type DeliverySettingsView, viewOfSettings } from './delivery-settings.dto.js';
import { NoDeliverySettings, SecretDestroyed } from './delivery-settings.errors.js';
import { DeliverySettingsService } from './delivery-settings.service.js';

@Tags('webhooks')
@Controller('v1/delivery-settings')
export class DeliverySettingsController {
  constructor(
    private readonly transactions: Transactions,
    private readonly settings: DeliverySettingsService,
    private readonly secrets: SecretBox,
    private readonly config: IntegrationConfig,
  ) {}

  /** How the tenant's webhooks are delivered, and how many wait for a release. */
  @Get()
  @Requires('webhooks:read')
  read(@TenantId() tenantId: string): Promise<DeliverySettingsView> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const settings = await this.settings.find(manager, tenantId);
      if (!settings) throw new NoDeliverySettings('They appear as soon as the tenant has been created.');
      const held = await manager.countBy(WebhookMessage, { status: 'held' });
      return viewOfSettings(settings, held, this.config.retrySeconds);
    });
  }

  /** The signing secret that the tenant's first endpoint will have; afterwards it is read at the endpoint. */
  @Get('first-secret')
  @Requires('webhooks:write')
  firstSecret(@TenantId() tenantId: string): Promise<{ secret: string }> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const settings = await this.settings.find(manager, tenantId);
      if (!settings) throw new NoDeliverySettings('They appear as soon as the tenant has been created.');
      if (!settings.firstSecret) throw new SecretDestroyed('The first endpoint has taken it, or the tenant is closed.');
      return { secret: await this.secrets.open(manager, tenantId, settings.firstSecret) };
    });
  }
}
