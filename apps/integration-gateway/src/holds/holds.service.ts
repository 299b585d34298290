import { Injectable } from '@nestjs/common';
import { In, Not } from 'typeorm';
import { AuthClientsService } from '../auth-clients/auth-clients.service.js';
import { IntegrationConfig } from '../config.js';
import { DeliverySettingsService, purgeTimer } from '../delivery-settings/delivery-settings.service.js';
import type { UnitOfWork } from '../messaging.js';
import { SecretsService } from '../secrets/secrets.service.js';
import { WebhookEndpoint } from '../webhook-endpoints/webhook-endpoint.entity.js';
import { WebhookEndpointsService } from '../webhook-endpoints/webhook-endpoints.service.js';
import { DispatchService } from '../webhook-messages/dispatch.service.js';
import { WebhookMessage } from '../webhook-messages/webhook-message.entity.js';

export const releaseTimer = 'release-held';

/** The ramp grows by half with every step. */
const growth = 1.5;
const mostAtOnce = 500;

export interface LifecycleChange {
  readonly revision: number;
  readonly at: string;
  readonly reason: string;
}

/** Follows the tenant's lifecycle: holds its messages, releases them, or ends all delivery. */
@Injectable()
export class HoldsService {
  constructor(
    private readonly settings: DeliverySettingsService,
    private readonly endpoints: WebhookEndpointsService,
    private readonly dispatch: DispatchService,
    private readonly secrets: SecretsService,
    private readonly clients: AuthClientsService,
    private readonly config: IntegrationConfig,
  ) {}

  /** Parks everything that is open. A request that is under way ends as it ends. */
  async hold(unit: UnitOfWork, { revision, at, reason }: LifecycleChange): Promise<void> {
    const settings = await this.settings.ofTenant(unit, 'change');
    if (!settings.applyLifecycle(revision, 'held', new Date(at), reason)) return;
    await unit.manager.save(settings);
    const open = { status: In(['queued', 'waiting']) };
    await unit.manager.update(WebhookMessage, open, { status: 'held', nextAttemptAt: null });
    await unit.unschedule(releaseTimer, unit.tenantId);
  }

  /** Begins to release what was held. */
  async release(unit: UnitOfWork, { revision, at, reason }: LifecycleChange): Promise<void> {
    const settings = await this.settings.ofTenant(unit, 'change');
    if (!settings.applyLifecycle(revision, 'active', new Date(at), reason)) return;
    await unit.manager.save(settings);
    await this.releaseLater(unit, this.config.WEBHOOK_RELEASE_PER_SECOND, new Date());
  }

  /** Releases the oldest `count` held messages and goes on a second later with more, until none is left. */
  async releaseSome(unit: UnitOfWork, count: number): Promise<void> {
    // Changes nothing of the settings; the lock keeps new messages from lining up behind the last ones meanwhile.
    const settings = await this.settings.ofTenant(unit, 'change');
    if (settings.status !== 'active') return;
    const held = await unit.manager.find(WebhookMessage, {
      where: { status: 'held' },
      order: { id: 'ASC' },
      take: count,
    });
    const endpointIds = [...new Set(held.map(({ endpointId }) => endpointId))];
    await this.endpoints.lock(unit.manager, endpointIds);
    await unit.manager.update(
      WebhookMessage,
      { id: In(held.map(({ id }) => id)), status: 'held' },
      { status: 'queued', released: true },
    );
    await this.dispatch.advance(unit, endpointIds);
    if (held.length < count) return;
    await this.releaseLater(unit, Math.min(mostAtOnce, Math.ceil(count * growth)), new Date(Date.now() + 1_000));
  }

  /** Switches everything off for good: endpoints, secrets, and soon the payloads. */
  async close(unit: UnitOfWork, { revision, at, reason }: LifecycleChange): Promise<void> {
    const settings = await this.settings.ofTenant(unit, 'change');
    if (!settings.applyLifecycle(revision, 'closed', new Date(at), reason)) return;
    settings.firstSecret = null;
    await unit.manager.save(settings);
    for (const endpoint of await unit.manager.findBy(WebhookEndpoint, { status: Not('deleted') })) {
      endpoint.destroySecrets();
      await this.endpoints.switchOff(unit, endpoint, 'disabled', 'tenant-closed');
    }
    await this.secrets.destroyAll(unit);
    await this.clients.destroyAll(unit);
    await unit.unschedule(releaseTimer, unit.tenantId);
    await unit.schedule({ kind: purgeTimer, key: unit.tenantId, dueAt: new Date() });
  }

  private async releaseLater(unit: UnitOfWork, count: number, dueAt: Date): Promise<void> {
    await unit.schedule({ kind: releaseTimer, key: unit.tenantId, dueAt, payload: { count } });
  }
}
