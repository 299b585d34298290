import { Module } from '@nestjs/common';
import { DeliverySettingsModule } from '../delivery-settings/delivery-settings.module.js';
import { SendersModule } from '../senders/senders.module.js';
import { WebhookEndpointsModule } from '../webhook-endpoints/webhook-endpoints.module.js';
import { AttemptDelivery } from './attempt-delivery.handler.js';
import { CloseMessages } from './close-messages.handler.js';
import { CommandsController } from './commands.controller.js';
import { DeliveriesService } from './deliveries.service.js';
import { DispatchService } from './dispatch.service.js';
import { OnAuditAlertTriggered } from './on-audit-alert-triggered.handler.js';
import { OnContactCreated } from './on-contact-created.handler.js';
import { OnContactUpdated } from './on-contact-updated.handler.js';
import { OnCustomerProfileMerged } from './on-customer-profile-merged.handler.js';
import { OnHealthScoreChanged } from './on-health-score-changed.handler.js';
import { RetryDelivery } from './retry-delivery.handler.js';
import { WebhookMessagesController } from './webhook-messages.controller.js';
import { WebhookMessagesService } from './webhook-messages.service.js';

@Module({
  imports: [SendersModule, DeliverySettingsModule, WebhookEndpointsModule],
  controllers: [
    WebhookMessagesController,
    CommandsController,
    OnContactCreated,
    OnContactUpdated,
    OnCustomerProfileMerged,
    OnHealthScoreChanged,
    OnAuditAlertTriggered,
  ],
  providers: [
    WebhookMessagesService,
    DispatchService,
    DeliveriesService,
    AttemptDelivery,
    RetryDelivery,
    CloseMessages,
  ],
  exports: [WebhookMessagesService, DispatchService],
})
export class WebhookMessagesModule {}
