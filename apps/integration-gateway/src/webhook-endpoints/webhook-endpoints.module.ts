import { Module } from '@nestjs/common';
import { AddressesModule } from '../addresses/addresses.module.js';
import { DeliverySettingsModule } from '../delivery-settings/delivery-settings.module.js';
import { SealingModule } from '../sealing/sealing.module.js';
import { EndpointSecretsService } from './endpoint-secrets.service.js';
import { ForgetSecret } from './forget-secret.handler.js';
import { WebhookEndpointsController } from './webhook-endpoints.controller.js';
import { WebhookEndpointsService } from './webhook-endpoints.service.js';

@Module({
  imports: [AddressesModule, DeliverySettingsModule, SealingModule],
  controllers: [WebhookEndpointsController],
  providers: [WebhookEndpointsService, EndpointSecretsService, ForgetSecret],
  exports: [WebhookEndpointsService, EndpointSecretsService],
})
export class WebhookEndpointsModule {}
