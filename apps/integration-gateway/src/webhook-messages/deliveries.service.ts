import { WebhookDelivered, WebhookFailed } from '@crm/events';
import { Metrics, newId } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import { In, LessThanOrEqual } from 'typeorm';
import { IntegrationConfig } from '../config.js';
import type { DeliverySettings } from '../delivery-settings/delivery-settings.entity.js';
import { DeliverySettingsService } from '../delivery-settings/delivery-settings.service.js';
import { Transactions, type UnitOfWork } from '../messaging.js';
import { retryPause } from '../senders/retry-pause.js';
import type { Letter, Sent } from '../senders/sender.service.js';
import { EndpointSecretsService } from '../webhook-endpoints/endpoint-secrets.service.js';
import { WebhookEndpoint } from '../webhook-endpoints/webhook-endpoint.entity.js';
import { WebhookEndpointsService } from '../webhook-endpoints/webhook-endpoints.service.js';
import { DeliveryAttempt } from './delivery-attempt.entity.js';
import { DispatchService } from './dispatch.service.js';
import { openStatuses, WebhookMessage } from './webhook-message.entity.js';

export const retryTimer = 'retry-delivery';
const closedAtOnce = 100;

export type Plan = { kind: 'send'; letter: Letter } | { kind: 'hold' } | { kind: 'drop'; reason: string };

interface Answer {
  readonly message: WebhookMessage;
  readonly endpoint: WebhookEndpoint;
  readonly settings: DeliverySettings;
  readonly sent: Sent;
  /** Where it was sent. */
  readonly url: string;
}

/** Decides whether a message that has its turn is sent, and what its answer means. */
@Injectable()
export class DeliveriesService {
  private readonly attempts;

  constructor(
    private readonly transactions: Transactions,
    private readonly settings: DeliverySettingsService,
    private readonly endpoints: WebhookEndpointsService,
    private readonly secrets: EndpointSecretsService,
    private readonly dispatch: DispatchService,
    private readonly config: IntegrationConfig,
    metrics: Metrics,
  ) {
    const name = 'webhook_attempts_total';
    this.attempts = metrics.counter({ name, help: 'Requests made to webhook endpoints.', labels: ['outcome'] });
  }

  /** What to do with a message now: the tenant may have been suspended, the endpoint switched off since it got its turn. */
  plan(tenantId: string, messageId: string): Promise<Plan> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const message = await manager.findOneBy(WebhookMessage, { id: messageId });
      const endpoint = message && (await manager.findOneBy(WebhookEndpoint, { id: message.endpointId }));
      const settings = await this.settings.find(manager, tenantId);
      if (settings?.status === 'held') return { kind: 'hold' };
      if (settings?.status !== 'active') return { kind: 'drop', reason: 'The tenant was closed.' };
      if (endpoint?.status !== 'enabled') return { kind: 'drop', reason: 'The endpoint was switched off.' };
      if (!message?.payload) return { kind: 'drop', reason: 'The payload was purged.' };
      const secrets = await this.secrets.ofEndpoint(manager, endpoint);
      return { kind: 'send', letter: { id: messageId, url: endpoint.url, body: message.payload, secrets } };
    });
  }

  /** Writes down what came of a turn and passes the turn on. */
  async record(unit: UnitOfWork, messageId: string, plan: Plan, sent: Sent | undefined): Promise<void> {
    const settings = await this.settings.ofTenant(unit, 'share');
    const { endpointId } = await unit.manager.findOneByOrFail(WebhookMessage, { id: messageId });
    const [endpoint] = await this.endpoints.lock(unit.manager, [endpointId]);
    const message = await unit.manager.findOneByOrFail(WebhookMessage, { id: messageId });
    if (!endpoint || message.status !== 'sending') return;
    if (sent && plan.kind === 'send')
      await this.judge(unit, { message, endpoint, settings, sent, url: plan.letter.url });
    else if (plan.kind === 'drop') this.fail(unit, message, plan.reason);
    else message.lineUp(settings.status === 'held');
    await unit.manager.save(message);
    await this.dispatch.advance(unit, [endpointId]);
  }

  /** Ends a message that will not be tried any more. */
  fail(unit: UnitOfWork, message: WebhookMessage, error: string, endpointDisabled = false): void {
    if (!message.fail(new Date(), error)) return;
    unit.publish(WebhookFailed, {
      ...outcomeOf(message),
      ...(message.lastStatus === null ? {} : { lastStatus: message.lastStatus }),
      lastError: error,
      endpointDisabled,
    });
  }

  /** Lines a message up again whose pause is over. */
  async resume(unit: UnitOfWork, messageId: string): Promise<void> {
    const settings = await this.settings.ofTenant(unit, 'share');
    const { endpointId } = await unit.manager.findOneByOrFail(WebhookMessage, { id: messageId });
    await this.endpoints.lock(unit.manager, [endpointId]);
    const message = await unit.manager.findOneByOrFail(WebhookMessage, { id: messageId });
    if (message.status !== 'waiting') return;
    message.lineUp(settings.status === 'held');
    await unit.manager.save(message);
    await this.dispatch.advance(unit, [endpointId]);
  }

  /** Fails up to a hundred of an endpoint's messages that are open since before `until`; answers whether that was all. */
  async closeSome(unit: UnitOfWork, endpointId: string, until: Date): Promise<boolean> {
    const settings = await this.settings.ofTenant(unit, 'share');
    await this.endpoints.lock(unit.manager, [endpointId]);
    const open = await unit.manager.find(WebhookMessage, {
      where: { endpointId, status: In(openStatuses), createdAt: LessThanOrEqual(until) },
      order: { id: 'ASC' },
      take: closedAtOnce,
    });
    const reason = settings.status === 'closed' ? 'The tenant was closed.' : 'The endpoint was switched off.';
    for (const message of open) {
      this.fail(unit, message, reason);
      await unit.manager.save(message);
    }
    return open.length < closedAtOnce;
  }

  private async judge(unit: UnitOfWork, answer: Answer): Promise<void> {
    const { message, endpoint, sent, url } = answer;
    const accepted = sent.status !== null && sent.status >= 200 && sent.status <= 299;
    this.attempts.inc({ outcome: accepted ? 'accepted' : sent.status === null ? 'unanswered' : 'refused' });
    message.attempts += 1;
    message.round += 1;
    message.lastStatus = sent.status;
    message.latencyMs = sent.latencyMs;
    message.lastError = sent.error ?? (accepted ? null : `The endpoint answered ${sent.status}.`);
    const { startedAt, status, latencyMs, error, requestHeaders, responseHeaders, responseBody } = sent;
    await unit.manager.insert(DeliveryAttempt, {
      id: newId(),
      tenantId: unit.tenantId,
      messageId: message.id,
      number: message.attempts,
      url,
      startedAt,
      status,
      latencyMs,
      error,
      requestHeaders,
      responseHeaders,
      responseBody,
    });
    if (endpoint.failing === accepted) {
      endpoint.failing = !accepted;
      await unit.manager.update(WebhookEndpoint, { id: endpoint.id }, { failing: !accepted });
    }
    if (accepted) this.deliver(unit, message, sent);
    else if (sent.status === 410) await this.obeyGone(unit, message, endpoint);
    else await this.retryOrFail(unit, answer);
  }

  private deliver(unit: UnitOfWork, message: WebhookMessage, { status, latencyMs }: Sent): void {
    if (!message.deliver(new Date())) return;
    unit.publish(WebhookDelivered, { ...outcomeOf(message), status: status ?? 200, latencyMs });
  }

  /** 410 Gone: the receiver wants no more (Standard Webhooks, delivery success and failure). */
  private async obeyGone(unit: UnitOfWork, message: WebhookMessage, endpoint: WebhookEndpoint): Promise<void> {
    const wasOn = endpoint.status === 'enabled';
    this.fail(unit, message, 'The endpoint answered 410 Gone and was switched off.', wasOn);
    if (wasOn) await this.endpoints.switchOff(unit, endpoint, 'disabled', 'gone');
  }

  /** The tenant or the endpoint may have changed while the request was under way. */
  private async retryOrFail(unit: UnitOfWork, { message, endpoint, settings, sent }: Answer): Promise<void> {
    const pause = retryPause(this.config.retrySeconds, message.round, sent.retryAfter);
    if (pause === null || settings.status === 'closed' || endpoint.status !== 'enabled') {
      this.fail(unit, message, message.lastError ?? 'There was no answer.');
    } else if (settings.status === 'held') {
      message.lineUp(true);
    } else {
      const dueAt = message.waitUntil(new Date(Date.now() + pause * 1_000));
      await unit.schedule({ kind: retryTimer, key: message.id, dueAt });
    }
  }
}

function outcomeOf(message: WebhookMessage) {
  const { tenantId, endpointId, id: messageId, eventType: messageType, attempts } = message;
  return { tenantId, endpointId, messageId, messageType, attempts, at: new Date().toISOString() };
}
