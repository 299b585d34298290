import { newId } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import { IntegrationConfig } from '../config.js';
import { Transactions, type UnitOfWork } from '../messaging.js';
import { SecretBox } from '../sealing/secret-box.service.js';
import { bodyOf, type Offer } from '../senders/offer.js';
import { retryPause } from '../senders/retry-pause.js';
import type { Letter, Sent } from '../senders/sender.service.js';
import { PlatformDelivery } from './platform-delivery.entity.js';
import { PlatformEndpoint } from './platform-endpoint.entity.js';

export const attemptPlatformTimer = 'attempt-platform-delivery';

/** Tells the platform's endpoints; by timers, with the same signatures and retries as for tenants. */
@Injectable()
export class PlatformDeliveriesService {
  constructor(
    private readonly transactions: Transactions,
    private readonly secrets: SecretBox,
    private readonly config: IntegrationConfig,
  ) {}

  async offer(unit: UnitOfWork, offer: Offer): Promise<void> {
    const endpoints = await unit.manager.findBy(PlatformEndpoint, { status: 'enabled' });
    for (const { id: endpointId } of endpoints) {
      const delivery = Object.assign(new PlatformDelivery(), {
        id: newId(),
        endpointId,
        tenantId: unit.tenantId,
        type: offer.type,
        payload: bodyOf(offer),
        dedupeKey: offer.dedupeKey,
        status: 'waiting',
        attempts: 0,
        createdAt: new Date(),
      } satisfies Partial<PlatformDelivery>);
      await unit.manager.createQueryBuilder().insert().into(PlatformDelivery).values(delivery).orIgnore().execute();
      await unit.schedule({ kind: attemptPlatformTimer, key: delivery.id, dueAt: new Date() });
    }
  }

  /** Undefined when there is nothing to send any more. */
  letter(deliveryId: string): Promise<Letter | undefined> {
    return this.transactions.outsideTenants(async (manager) => {
      const delivery = await manager.findOneBy(PlatformDelivery, { id: deliveryId, status: 'waiting' });
      const endpoint = delivery && (await manager.findOneBy(PlatformEndpoint, { id: delivery.endpointId }));
      if (!delivery || endpoint?.status !== 'enabled') return undefined;
      const secret = await this.secrets.open(manager, endpoint.id, endpoint.secret);
      return { id: delivery.id, url: endpoint.url, body: delivery.payload, secrets: [secret] };
    });
  }

  async record(unit: UnitOfWork, deliveryId: string, sent: Sent): Promise<void> {
    const delivery = await unit.manager.findOneBy(PlatformDelivery, { id: deliveryId });
    if (!delivery) return;
    const { status, latencyMs, error } = sent;
    const accepted = status !== null && status >= 200 && status <= 299;
    Object.assign(delivery, { attempts: delivery.attempts + 1, lastStatus: status, latencyMs, lastError: error });
    const pause = status === 410 ? null : retryPause(this.config.retrySeconds, delivery.attempts, sent.retryAfter);
    if (accepted || pause === null) {
      delivery.status = accepted ? 'delivered' : 'failed';
      delivery.endedAt = new Date();
    } else {
      const dueAt = new Date(Date.now() + pause * 1_000);
      await unit.schedule({ kind: attemptPlatformTimer, key: deliveryId, dueAt });
    }
    if (status === 410)
      await unit.manager.update(PlatformEndpoint, { id: delivery.endpointId }, { status: 'disabled' });
    await unit.manager.save(delivery);
  }
}
