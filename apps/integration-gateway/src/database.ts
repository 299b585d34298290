import { defineDatabase } from '@crm/platform';
import { AuthClient } from './auth-clients/auth-client.entity.js';
import { DeliverySettings } from './delivery-settings/delivery-settings.entity.js';
import { Integration } from './integrations/integration.entity.js';
import { CreateWebhooks1764000000000 } from './migrations/1764000000000-create-webhooks.js';
import { CreateSecrets1764000000001 } from './migrations/1764000000001-create-secrets.js';
import { KeepAttemptHeaders1764000000002 } from './migrations/1764000000002-keep-attempt-headers.js';
import { LeadToTraces1764000000003 } from './migrations/1764000000003-lead-to-traces.js';
import { PlatformDelivery } from './platform-endpoints/platform-delivery.entity.js';
import { PlatformEndpoint } from './platform-endpoints/platform-endpoint.entity.js';
import { SealedTenant } from './sealing/sealed-tenant.entity.js';
import { SecretKey } from './sealing/secret-key.entity.js';
import { Secret } from './secrets/secret.entity.js';
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
    SealedTenant,
    AuthClient,
    Secret,
  ],
  migrations: [
    CreateWebhooks1764000000000,
    CreateSecrets1764000000001,
    KeepAttemptHeaders1764000000002,
    LeadToTraces1764000000003,
  ],
});
