import { Module } from '@nestjs/common';
import { AddressesModule } from '../addresses/addresses.module.js';
import { DeliverySettingsModule } from '../delivery-settings/delivery-settings.module.js';
import { WebhookEndpointsModule } from '../webhook-endpoints/webhook-endpoints.module.js';
import { WebhookMessagesModule } from '../webhook-messages/webhook-messages.module.js';
import { IntegrationsController } from './integrations.controller.js';
import { IntegrationsService } from './integrations.service.js';
import { OnOnboardingCompleted } from './on-onboarding-completed.handler.js';

@Module({
  imports: [AddressesModule, DeliverySettingsModule, WebhookEndpointsModule, WebhookMessagesModule],
  controllers: [IntegrationsController, OnOnboardingCompleted],
  providers: [IntegrationsService],
})
export class IntegrationsModule {}
