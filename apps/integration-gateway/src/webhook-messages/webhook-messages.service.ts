import { mapPage, newId, type Page, type PageQuery, pageOf } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DeliverySettingsService } from '../delivery-settings/delivery-settings.service.js';
import { Transactions, type UnitOfWork } from '../messaging.js';
import type { Offer } from '../senders/offer.js';
import { WebhookEndpoint } from '../webhook-endpoints/webhook-endpoint.entity.js';
import { EndpointIsOff } from '../webhook-endpoints/webhook-endpoint.errors.js';
import { WebhookEndpointsService } from '../webhook-endpoints/webhook-endpoints.service.js';
import { DeliveryAttempt } from './delivery-attempt.entity.js';
import { DispatchService } from './dispatch.service.js';
import {
  type AttemptView,
  type FullMessageView,
  fullViewOf,
  type MessageQuery,
  type SendWebhookDto,
  viewOfAttempt,
  viewOfMessage,
  type WebhookMessageView,
} from './webhook-message.dto.js';
import { WebhookMessage } from './webhook-message.entity.js';
import { MessageStillOpen, NoWebhookMessage, PayloadPurged } from './webhook-message.errors.js';

/** Makes messages for the endpoints that want them, and shows what became of them. */
@Injectable()
export class WebhookMessagesService {
  constructor(
    private readonly transactions: Transactions,
    private readonly settings: DeliverySettingsService,
    private readonly endpoints: WebhookEndpointsService,
    private readonly dispatch: DispatchService,
  ) {}

  /** One message for each endpoint that wants the type; answers the new ones' ids. */
  async offer(unit: UnitOfWork, offer: Offer): Promise<string[]> {
    const settings = await this.settings.ofTenant(unit, 'share');
    const endpoints = await unit.manager.find(WebhookEndpoint, { where: { status: 'enabled' }, order: { id: 'ASC' } });
    const wanting = endpoints.filter((endpoint) => endpoint.wants(offer.type));
    return this.dispatch.enqueue(unit, settings, wanting, offer);
  }

  /** A workflow's message. Repeated with the same key it makes nothing and answers the same ids. */
  send(tenantId: string, { type, payload, dedupeKey }: SendWebhookDto): Promise<{ messageIds: string[] }> {
    const key = `command:${dedupeKey}`;
    return this.transactions.inTenant(tenantId, async (unit) => {
      const at = new Date().toISOString();
      const made = await unit.manager.find(WebhookMessage, { where: { dedupeKey: key }, order: { id: 'ASC' } });
      if (made.length > 0) return { messageIds: made.map(({ id }) => id) };
      return { messageIds: await this.offer(unit, { type, eventType: type, at, data: payload, dedupeKey: key }) };
    });
  }

  /** A message that tells nothing, to see whether the endpoint hears us. */
  test(tenantId: string, endpointId: string): Promise<WebhookMessageView> {
    return this.transactions.inTenant(tenantId, async (unit) => {
      const settings = await this.settings.ofTenant(unit, 'share');
      settings.assertOpen();
      const endpoint = await this.enabled(unit.manager, endpointId);
      const type = 'webhook.test';
      const offer = { type, eventType: type, at: new Date().toISOString(), data: { endpointId }, dedupeKey: newId() };
      const [id] = await this.dispatch.enqueue(unit, settings, [endpoint], offer);
      return viewOfMessage(await unit.manager.findOneByOrFail(WebhookMessage, { id }));
    });
  }

  list(tenantId: string, query: MessageQuery): Promise<Page<WebhookMessageView>> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const builder = manager.createQueryBuilder(WebhookMessage, 'message');
      for (const field of ['endpointId', 'status'] as const) {
        if (query[field] !== undefined) builder.andWhere(`message.${field} = :${field}`, { [field]: query[field] });
      }
      const { type } = query;
      if (type !== undefined) builder.andWhere('(message.type = :type OR message.event_type = :type)', { type });
      return mapPage(await pageOf(builder, 'message', query), viewOfMessage);
    });
  }

  read(tenantId: string, id: string): Promise<FullMessageView> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => fullViewOf(await this.find(manager, id)));
  }

  attempts(tenantId: string, id: string, query: PageQuery): Promise<Page<AttemptView>> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      await this.find(manager, id);
      const builder = manager.createQueryBuilder(DeliveryAttempt, 'attempt').where('attempt.message_id = :id', { id });
      return mapPage(await pageOf(builder, 'attempt', query), viewOfAttempt);
    });
  }

  /** Sends a message again, with a full round of retries, under the same id. */
  replay(tenantId: string, id: string): Promise<WebhookMessageView> {
    return this.transactions.inTenant(tenantId, async (unit) => {
      const settings = await this.settings.ofTenant(unit, 'share');
      settings.assertOpen();
      const { endpointId } = await this.find(unit.manager, id);
      await this.endpoints.lock(unit.manager, [endpointId]);
      await this.enabled(unit.manager, endpointId);
      const message = await this.find(unit.manager, id);
      if (message.status === 'queued' || message.status === 'sending' || message.status === 'held') {
        throw new MessageStillOpen('It will be sent without a replay.');
      }
      if (message.payload === null) throw new PayloadPurged('It is older than payloads are kept.');
      message.lineUp(settings.status === 'held');
      message.round = 0;
      await unit.manager.save(message);
      await this.dispatch.advance(unit, [endpointId]);
      return viewOfMessage(await this.find(unit.manager, id));
    });
  }

  private async enabled(manager: EntityManager, endpointId: string): Promise<WebhookEndpoint> {
    const endpoint = await this.endpoints.find(manager, endpointId);
    if (endpoint.status !== 'enabled') throw new EndpointIsOff('Switch it on first: POST /enable.');
    return endpoint;
  }

  private async find(manager: EntityManager, id: string): Promise<WebhookMessage> {
    const message = await manager.findOneBy(WebhookMessage, { id });
    if (!message) throw new NoWebhookMessage('It does not exist.');
    return message;
  }
}
