import { defineDatabase } from '@crm/platform';
import { DeliverySettings } from './delivery-settings/delivery-settings.entity.js';
import { Integration } from './integrations/integration.entity.js';
import { CreateWebhooks1764000000000 } from './migrations/1764000000000-create-webhooks.js';
import { PlatformDelivery } from './platform-endpoints/platform-delivery.entity.js';
import { PlatformEndpoint } from './platform-endpoints/platform-endpoint.entity.js';
import { SecretKey } from './secrets/secret-key.entity.js';
import { WebhookEndpoint } from './webhook-endpoints/webhook-endpoint.entity.js';
import { DeliveryAttempt } from './webhook-messages/delivery-attempt.entity.js';
import { WebhookMessage } from './webhook-messages/webhook-message.entity.js';

export const database = defineDatabase({
  entities: [
    DeliverySettings,
    WebhookEndpoint,
    WebhookMessage,
    DeliveryAttempt,
    Integration,
    PlatformEndpoint,
    PlatformDelivery,
    SecretKey,
  ],
  migrations: [CreateWebhooks1764000000000],
});
