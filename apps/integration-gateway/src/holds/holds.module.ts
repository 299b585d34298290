import { Module } from '@nestjs/common';
import { AuthClientsModule } from '../auth-clients/auth-clients.module.js';
import { DeliverySettingsModule } from '../delivery-settings/delivery-settings.module.js';
import { SecretsModule } from '../secrets/secrets.module.js';
import { WebhookEndpointsModule } from '../webhook-endpoints/webhook-endpoints.module.js';
import { WebhookMessagesModule } from '../webhook-messages/webhook-messages.module.js';
import { HoldsService } from './holds.service.js';
import { OnTenantDeactivated } from './on-tenant-deactivated.handler.js';
import { OnTenantReactivated } from './on-tenant-reactivated.handler.js';
import { OnTenantSuspended } from './on-tenant-suspended.handler.js';
import { PurgePayloads } from './purge-payloads.handler.js';
import { ReleaseHeld } from './release-held.handler.js';

@Module({
  imports: [AuthClientsModule, DeliverySettingsModule, SecretsModule, WebhookEndpointsModule, WebhookMessagesModule],
  controllers: [OnTenantSuspended, OnTenantReactivated, OnTenantDeactivated],
  providers: [HoldsService, ReleaseHeld, PurgePayloads],
})
export class HoldsModule {}
