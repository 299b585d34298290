import { assertVersion, mapPage, newId, type Page, type PageQuery, pageOf } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AddressesService } from '../addresses/addresses.service.js';
import { DeliverySettingsService } from '../delivery-settings/delivery-settings.service.js';
import { Transactions, type UnitOfWork } from '../messaging.js';
import { WebhookEndpoint } from '../webhook-endpoints/webhook-endpoint.entity.js';
import { WebhookEndpointsService } from '../webhook-endpoints/webhook-endpoints.service.js';
import {
  type ConfigureIntegrationDto,
  type EditIntegrationDto,
  type IntegrationView,
  viewOfIntegration,
} from './integration.dto.js';
import { Integration } from './integration.entity.js';
import { IntegrationIsActive, NoIntegration, TooManyIntegrations } from './integration.errors.js';

const mostIntegrations = 20;

/** Keeps integrations asleep during the onboarding, and gives each its endpoint when the onboarding is completed. */
@Injectable()
export class IntegrationsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly settings: DeliverySettingsService,
    private readonly endpoints: WebhookEndpointsService,
    private readonly addresses: AddressesService,
  ) {}

  async configure(tenantId: string, input: ConfigureIntegrationDto): Promise<IntegrationView> {
    await this.addresses.assertPublic(input.url);
    return this.transactions.inTenant(tenantId, async (unit) => {
      const settings = await this.settings.ofTenant(unit, 'change');
      settings.assertOpen();
      const count = await unit.manager.count(Integration);
      if (count >= mostIntegrations) throw new TooManyIntegrations(`Delete one of the ${mostIntegrations} first.`);
      const integration = Object.assign(new Integration(), {
        id: newId(),
        tenantId,
        name: input.name,
        provider: input.provider,
        url: input.url,
        eventTypes: input.eventTypes ?? null,
        status: 'inactive',
        endpointId: null,
        createdAt: new Date(),
        activatedAt: null,
        version: 1,
      } satisfies Partial<Integration>);
      if (settings.onboardingCompletedAt) await this.activate(unit, integration);
      await unit.manager.insert(Integration, integration);
      return viewOfIntegration(integration);
    });
  }

  list(tenantId: string, query: PageQuery): Promise<Page<IntegrationView>> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const builder = manager.createQueryBuilder(Integration, 'integration');
      return mapPage(await pageOf(builder, 'integration', query), viewOfIntegration);
    });
  }

  read(tenantId: string, id: string): Promise<IntegrationView> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => viewOfIntegration(await find(manager, id)));
  }

  async edit(
    tenantId: string,
    id: string,
    changes: EditIntegrationDto,
    expected: number | undefined,
  ): Promise<IntegrationView> {
    if (changes.url !== undefined) await this.addresses.assertPublic(changes.url);
    return this.transactions.inTenant(tenantId, async (unit) => {
      await this.settings.ofTenant(unit, 'change');
      const integration = await find(unit.manager, id);
      assertVersion(integration.version, expected);
      if (integration.status === 'active') throw new IntegrationIsActive('Edit its webhook endpoint instead.');
      integration.name = changes.name ?? integration.name;
      integration.url = changes.url ?? integration.url;
      if (changes.eventTypes !== undefined) integration.eventTypes = changes.eventTypes;
      integration.version += 1;
      return viewOfIntegration(await unit.manager.save(integration));
    });
  }

  /** Its endpoint goes with it. */
  delete(tenantId: string, id: string): Promise<void> {
    return this.transactions.inTenant(tenantId, async (unit) => {
      await this.settings.ofTenant(unit, 'change');
      const { endpointId } = await find(unit.manager, id);
      const [endpoint] = endpointId ? await this.endpoints.lock(unit.manager, [endpointId]) : [];
      if (endpoint && endpoint.status !== 'deleted') {
        await this.endpoints.switchOff(unit, endpoint, 'deleted', 'by-user');
      }
      await unit.manager.delete(Integration, { id });
    });
  }

  /** Activates what was configured; later ones are active at once. A second completion changes nothing. */
  async completeOnboarding(unit: UnitOfWork, at: Date): Promise<void> {
    const settings = await this.settings.ofTenant(unit, 'change');
    if (settings.status === 'closed') return;
    settings.onboardingCompletedAt ??= at;
    await unit.manager.save(settings);
    const sleeping = await unit.manager.find(Integration, { where: { status: 'inactive' }, order: { id: 'ASC' } });
    for (const integration of sleeping) {
      await this.activate(unit, integration);
      await unit.manager.save(integration);
    }
  }

  /** Endpoints that there are, and those that integrations will have after the onboarding. */
  countEndpoints(tenantId: string): Promise<number> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const enabled = await manager.countBy(WebhookEndpoint, { status: 'enabled' });
      return enabled + (await manager.countBy(Integration, { status: 'inactive' }));
    });
  }

  private async activate(unit: UnitOfWork, integration: Integration): Promise<void> {
    const { id: integrationId, url, eventTypes, name } = integration;
    const endpoint = await this.endpoints.add(unit, { url, eventTypes, description: name, integrationId });
    integration.status = 'active';
    integration.endpointId = endpoint.id;
    integration.activatedAt = new Date();
    integration.version += 1;
  }
}

async function find(manager: EntityManager, id: string): Promise<Integration> {
  const integration = await manager.findOneBy(Integration, { id });
  if (!integration) throw new NoIntegration('It does not exist or was deleted.');
  return integration;
}
