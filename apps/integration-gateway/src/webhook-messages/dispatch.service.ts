import { currentContext, newId } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { IntegrationConfig } from '../config.js';
import type { DeliverySettings } from '../delivery-settings/delivery-settings.entity.js';
import type { UnitOfWork } from '../messaging.js';
import { bodyOf, type Offer } from '../senders/offer.js';
import { WebhookEndpoint } from '../webhook-endpoints/webhook-endpoint.entity.js';
import { WebhookEndpointsService } from '../webhook-endpoints/webhook-endpoints.service.js';
import { WebhookMessage } from './webhook-message.entity.js';

export const attemptTimer = 'attempt-delivery';

/**
 * Gives messages their turns. An endpoint has a few turns at a time, and only a message that has one has a timer: so the
 * messages of an endpoint are sent in order, and a slow endpoint holds up none but itself.
 */
@Injectable()
export class DispatchService {
  constructor(
    private readonly endpoints: WebhookEndpointsService,
    private readonly config: IntegrationConfig,
  ) {}

  /**
   * Makes one message for each endpoint; `settings` are locked by the caller. Messages line up behind those that are
   * held. Answers the new ones' ids: none for an endpoint that has been offered the same before.
   */
  async enqueue(
    unit: UnitOfWork,
    settings: DeliverySettings,
    endpoints: readonly WebhookEndpoint[],
    offer: Offer,
  ): Promise<string[]> {
    if (settings.status === 'closed' || endpoints.length === 0) return [];
    const held = settings.status === 'held' || (await unit.manager.existsBy(WebhookMessage, { status: 'held' }));
    const { tenantId } = unit;
    const payload = bodyOf(offer);
    const rows = endpoints.map((endpoint) => ({
      id: newId(),
      tenantId,
      endpointId: endpoint.id,
      type: offer.type,
      eventType: offer.eventType,
      payload,
      dedupeKey: offer.dedupeKey,
      correlationId: currentContext()?.correlationId ?? null,
      status: held ? ('held' as const) : ('queued' as const),
      released: false,
      attempts: 0,
      round: 0,
      createdAt: new Date(),
    }));
    await unit.manager.createQueryBuilder().insert().into(WebhookMessage).values(rows).orIgnore().execute();
    const made = await unit.manager.findBy(WebhookMessage, { id: In(rows.map(({ id }) => id)) });
    if (!held) await this.advance(unit, [...new Set(made.map(({ endpointId }) => endpointId))]);
    return made.map(({ id }) => id);
  }

  /** Gives the free turns of the endpoints to the oldest of their queued messages. */
  async advance(unit: UnitOfWork, endpointIds: string[]): Promise<void> {
    for (const endpoint of await this.endpoints.lock(unit.manager, endpointIds)) {
      const { id: endpointId } = endpoint;
      const taken = await unit.manager.countBy(WebhookMessage, { endpointId, status: 'sending' });
      const turns =
        endpoint.failing || (await this.hasReleased(unit, endpointId)) ? 1 : this.config.WEBHOOK_CONCURRENCY;
      const free = turns - taken;
      if (free <= 0) continue;
      const next = await unit.manager.find(WebhookMessage, {
        where: { endpointId, status: 'queued' },
        order: { id: 'ASC' },
        take: free,
      });
      for (const message of next) {
        await unit.manager.update(WebhookMessage, { id: message.id }, { status: 'sending' });
        await unit.schedule({ kind: attemptTimer, key: message.id, dueAt: new Date() });
      }
    }
  }

  private hasReleased(unit: UnitOfWork, endpointId: string): Promise<boolean> {
    return unit.manager.existsBy(WebhookMessage, { endpointId, status: In(['queued', 'sending']), released: true });
  }
}
