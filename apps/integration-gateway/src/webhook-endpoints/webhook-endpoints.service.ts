import { assertVersion, mapPage, newId, type Page, pageOf } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In, Not } from 'typeorm';
import { AddressesService } from '../addresses/addresses.service.js';
import type { DeliverySettings } from '../delivery-settings/delivery-settings.entity.js';
import { DeliverySettingsService } from '../delivery-settings/delivery-settings.service.js';
import { Transactions, type UnitOfWork } from '../messaging.js';
import { SecretBox } from '../sealing/secret-box.service.js';
import { newSigningSecret } from '../senders/signing-secret.js';
import {
  type CreateEndpointDto,
  type EditEndpointDto,
  type EndpointQuery,
  viewOfEndpoint,
  type WebhookEndpointView,
} from './webhook-endpoint.dto.js';
import { type DisabledReason, WebhookEndpoint } from './webhook-endpoint.entity.js';
import { NoWebhookEndpoint, TooManyEndpoints } from './webhook-endpoint.errors.js';

/** Fails what is open for an endpoint that was switched off; handled where messages are. */
export const closeTimer = 'close-messages';

const mostEndpoints = 50;

export type NewEndpoint = CreateEndpointDto & { integrationId?: string };

/** Keeps the tenants' endpoints. */
@Injectable()
export class WebhookEndpointsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly settings: DeliverySettingsService,
    private readonly addresses: AddressesService,
    private readonly secrets: SecretBox,
  ) {}

  async create(tenantId: string, input: CreateEndpointDto): Promise<WebhookEndpointView> {
    await this.addresses.assertPublic(input.url);
    return this.transactions.inTenant(tenantId, async (unit) => {
      const endpoint = await this.add(unit, input);
      const count = await unit.manager.countBy(WebhookEndpoint, { status: Not('deleted') });
      if (count > mostEndpoints) throw new TooManyEndpoints(`Delete one of the ${mostEndpoints} first.`);
      return viewOfEndpoint(endpoint);
    });
  }

  /** Adds an endpoint; the tenant's first one gets the secret that was provisioned with the tenant. */
  async add(unit: UnitOfWork, input: NewEndpoint): Promise<WebhookEndpoint> {
    const settings = await this.settings.ofTenant(unit, 'change');
    settings.assertOpen();
    const id = newId();
    const first = settings.firstSecret;
    const secret = first ? await this.secrets.open(unit.manager, unit.tenantId, first) : newSigningSecret();
    if (first) {
      settings.firstSecret = null;
      settings.firstSecretUsedBy = id;
      await unit.manager.save(settings);
    }
    const endpoint = Object.assign(new WebhookEndpoint(), {
      id,
      tenantId: unit.tenantId,
      url: input.url,
      description: input.description ?? '',
      eventTypes: input.eventTypes ?? null,
      status: 'enabled',
      disabledReason: null,
      secret: await this.secrets.seal(unit, id, secret),
      previousSecret: null,
      previousSecretUntil: null,
      failing: false,
      integrationId: input.integrationId ?? null,
      createdAt: new Date(),
      version: 1,
    } satisfies Partial<WebhookEndpoint>);
    await unit.manager.insert(WebhookEndpoint, endpoint);
    return endpoint;
  }

  list(tenantId: string, query: EndpointQuery): Promise<Page<WebhookEndpointView>> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const builder = manager
        .createQueryBuilder(WebhookEndpoint, 'endpoint')
        .where(query.status ? 'endpoint.status = :status' : "endpoint.status <> 'deleted'", { status: query.status });
      return mapPage(await pageOf(builder, 'endpoint', query), viewOfEndpoint);
    });
  }

  read(tenantId: string, id: string): Promise<WebhookEndpointView> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => viewOfEndpoint(await this.find(manager, id)));
  }

  async edit(
    tenantId: string,
    id: string,
    changes: EditEndpointDto,
    expected: number | undefined,
  ): Promise<WebhookEndpointView> {
    if (changes.url !== undefined) await this.addresses.assertPublic(changes.url);
    return this.change(tenantId, id, (endpoint) => {
      assertVersion(endpoint.version, expected);
      if (changes.url !== undefined) endpoint.url = changes.url;
      if (changes.description !== undefined) endpoint.description = changes.description;
      if (changes.eventTypes !== undefined) endpoint.eventTypes = changes.eventTypes;
      endpoint.version += 1;
    });
  }

  async delete(tenantId: string, id: string): Promise<void> {
    await this.change(tenantId, id, (endpoint, unit) => this.switchOff(unit, endpoint, 'deleted', 'by-user'));
  }

  disable(tenantId: string, id: string): Promise<WebhookEndpointView> {
    return this.change(tenantId, id, async (endpoint, unit) => {
      if (endpoint.status === 'enabled') await this.switchOff(unit, endpoint, 'disabled', 'by-user');
    });
  }

  /** What failed while it was off stays failed; it can be replayed. */
  enable(tenantId: string, id: string): Promise<WebhookEndpointView> {
    return this.change(tenantId, id, (endpoint, _unit, settings) => {
      settings.assertOpen();
      if (endpoint.status === 'enabled') return;
      Object.assign(endpoint, { status: 'enabled', disabledReason: null, failing: false });
      endpoint.version += 1;
    });
  }

  /** Nothing new is sent from now on; what is open fails. */
  async switchOff(
    unit: UnitOfWork,
    endpoint: WebhookEndpoint,
    status: 'disabled' | 'deleted',
    reason: DisabledReason,
  ): Promise<void> {
    endpoint.switchOff(status, reason);
    if (status === 'deleted') endpoint.destroySecrets();
    await unit.manager.save(endpoint);
    const openUntil = new Date().toISOString();
    await unit.schedule({ kind: closeTimer, key: endpoint.id, dueAt: new Date(), payload: { openUntil } });
  }

  /** Locked until the commit; also endpoints that are deleted. */
  lock(manager: EntityManager, ids: string[]): Promise<WebhookEndpoint[]> {
    return manager.find(WebhookEndpoint, {
      where: { id: In(ids) },
      order: { id: 'ASC' },
      lock: { mode: 'for_no_key_update' },
    });
  }

  async find(manager: EntityManager, id: string, lock = false): Promise<WebhookEndpoint> {
    const mode = { mode: 'for_no_key_update' as const };
    const where = { id, status: Not('deleted' as const) };
    const endpoint = await manager.findOne(WebhookEndpoint, { where, ...(lock ? { lock: mode } : {}) });
    if (!endpoint) throw new NoWebhookEndpoint('It does not exist or was deleted.');
    return endpoint;
  }

  /** Changes an endpoint of the tenant under its lock. */
  change(
    tenantId: string,
    id: string,
    change: (endpoint: WebhookEndpoint, unit: UnitOfWork, settings: DeliverySettings) => void | Promise<void>,
  ): Promise<WebhookEndpointView> {
    return this.transactions.inTenant(tenantId, async (unit) => {
      const settings = await this.settings.ofTenant(unit, 'share');
      const endpoint = await this.find(unit.manager, id, true);
      await change(endpoint, unit, settings);
      await unit.manager.save(endpoint);
      return viewOfEndpoint(endpoint);
    });
  }
}
