import { Module } from '@nestjs/common';
import { HoldsModule } from './holds/holds.module.js';
import { IntegrationsModule } from './integrations/integrations.module.js';
import { PlatformEndpointsModule } from './platform-endpoints/platform-endpoints.module.js';
import { WebhookEndpointsModule } from './webhook-endpoints/webhook-endpoints.module.js';
import { WebhookMessagesModule } from './webhook-messages/webhook-messages.module.js';

@Module({
  imports: [WebhookEndpointsModule, WebhookMessagesModule, HoldsModule, IntegrationsModule, PlatformEndpointsModule],
})
export class AppModule {}
