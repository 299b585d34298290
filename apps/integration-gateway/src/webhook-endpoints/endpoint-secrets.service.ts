import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { SecretDestroyed } from '../delivery-settings/delivery-settings.errors.js';
import { Transactions } from '../messaging.js';
import { SecretBox } from '../sealing/secret-box.service.js';
import { newSigningSecret } from '../senders/signing-secret.js';
import type { SigningSecretView, WebhookEndpointView } from './webhook-endpoint.dto.js';
import type { WebhookEndpoint } from './webhook-endpoint.entity.js';
import { WebhookEndpointsService } from './webhook-endpoints.service.js';

export const forgetSecretTimer = 'forget-secret';
const overlapMs = 86_400_000;

/** Reads and rotates the secrets that messages are signed with. */
@Injectable()
export class EndpointSecretsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly endpoints: WebhookEndpointsService,
    private readonly secrets: SecretBox,
  ) {}

  /** Both secrets sign for a day, so that the receiver can change over; a second rotation within it ends the older one. */
  rotate(tenantId: string, id: string): Promise<WebhookEndpointView> {
    return this.endpoints.change(tenantId, id, async (endpoint, unit, settings) => {
      settings.assertOpen();
      endpoint.previousSecret = endpoint.secret;
      endpoint.previousSecretUntil = new Date(Date.now() + overlapMs);
      endpoint.secret = await this.secrets.seal(unit, id, newSigningSecret());
      endpoint.version += 1;
      await unit.schedule({ kind: forgetSecretTimer, key: id, dueAt: endpoint.previousSecretUntil });
    });
  }

  /** @throws 410 `secret-destroyed` */
  read(tenantId: string, id: string): Promise<SigningSecretView> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const [secret, previousSecret] = await this.ofEndpoint(manager, await this.endpoints.find(manager, id));
      if (!secret) throw new SecretDestroyed('It was destroyed when the tenant was closed.');
      return { secret, previousSecret: previousSecret ?? null };
    });
  }

  /** The secrets that sign now, newest first. */
  ofEndpoint(manager: EntityManager, endpoint: WebhookEndpoint): Promise<string[]> {
    return Promise.all(endpoint.secretsAt(new Date()).map((sealed) => this.secrets.open(manager, endpoint.id, sealed)));
  }
}
