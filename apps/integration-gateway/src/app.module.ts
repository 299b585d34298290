import { Module } from '@nestjs/common';
import { AuthClientsModule } from './auth-clients/auth-clients.module.js';
import { HoldsModule } from './holds/holds.module.js';
import { IntegrationsModule } from './integrations/integrations.module.js';
import { KeyRotationModule } from './key-rotation/key-rotation.module.js';
import { PlatformEndpointsModule } from './platform-endpoints/platform-endpoints.module.js';
import { SecretsModule } from './secrets/secrets.module.js';
import { TokensModule } from './tokens/tokens.module.js';
import { WebhookEndpointsModule } from './webhook-endpoints/webhook-endpoints.module.js';
import { WebhookMessagesModule } from './webhook-messages/webhook-messages.module.js';

@Module({
  imports: [
    WebhookEndpointsModule,
    WebhookMessagesModule,
    HoldsModule,
    IntegrationsModule,
    PlatformEndpointsModule,
    AuthClientsModule,
    SecretsModule,
    TokensModule,
    KeyRotationModule,
  ],
})
export class AppModule {}
