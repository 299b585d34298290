import { Id, mapPage, newId, OperatorOnly, type Page, PageQuery, pageOf, Tags } from '@crm/platform';
import { Body, Controller, Delete, Get, HttpCode, Post, Query } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AddressesService } from '../addresses/addresses.service.js';
import { Transactions } from '../messaging.js';
import { SecretBox } from '../sealing/secret-box.service.js';
import { newSigningSecret } from '../senders/signing-secret.js';
import { PlatformDelivery } from './platform-delivery.entity.js';
import {
  CreatePlatformEndpointDto,
  type PlatformDeliveryView,
  type PlatformEndpointView,
  viewOfPlatformDelivery,
  viewOfPlatformEndpoint,
} from './platform-endpoint.dto.js';
import { PlatformEndpoint } from './platform-endpoint.entity.js';
import { NoPlatformEndpoint } from './platform-endpoint.errors.js';

/** The operators' own endpoints; they are told of new tenants. */
@Tags('webhooks')
@Controller('v1/webhook-endpoints/platform')
export class PlatformEndpointsController {
  constructor(
    private readonly transactions: Transactions,
    private readonly addresses: AddressesService,
    private readonly secrets: SecretBox,
  ) {}

  @Post()
  @OperatorOnly()
  async create(@Body() { url, description = '' }: CreatePlatformEndpointDto): Promise<PlatformEndpointView> {
    await this.addresses.assertPublic(url);
    return this.transactions.outsideTenants(async (manager) => {
      const id = newId();
      const secret = await this.secrets.sealAbove(manager, id, newSigningSecret());
      const endpoint: PlatformEndpoint = { id, url, description, status: 'enabled', secret, createdAt: new Date() };
      await manager.insert(PlatformEndpoint, endpoint);
      return viewOfPlatformEndpoint(endpoint);
    });
  }

  @Get()
  @OperatorOnly()
  list(@Query() query: PageQuery): Promise<Page<PlatformEndpointView>> {
    return this.transactions.outsideTenants(async (manager) => {
      const builder = manager.createQueryBuilder(PlatformEndpoint, 'endpoint');
      return mapPage(await pageOf(builder, 'endpoint', query), viewOfPlatformEndpoint);
    });
  }

  @Get(':id')
  @OperatorOnly()
  read(@Id() id: string): Promise<PlatformEndpointView> {
    return this.transactions.outsideTenants(async (manager) => viewOfPlatformEndpoint(await find(manager, id)));
  }

  @Get(':id/secret')
  @OperatorOnly()
  secret(@Id() id: string): Promise<{ secret: string }> {
    return this.transactions.outsideTenants(async (manager) => {
      const { secret } = await find(manager, id);
      return { secret: await this.secrets.open(manager, id, secret) };
    });
  }

  /** What the endpoint was told, newest first. */
  @Get(':id/deliveries')
  @OperatorOnly()
  deliveries(@Id() id: string, @Query() query: PageQuery): Promise<Page<PlatformDeliveryView>> {
    return this.transactions.outsideTenants(async (manager) => {
      const { id: endpointId } = await find(manager, id);
      const builder = manager
        .createQueryBuilder(PlatformDelivery, 'delivery')
        .where('delivery.endpoint_id = :endpointId', { endpointId });
      return mapPage(await pageOf(builder, 'delivery', query), viewOfPlatformDelivery);
    });
  }

  /** What is still on its way to it is not sent any more. */
  @Delete(':id')
  @HttpCode(204)
  @OperatorOnly()
  delete(@Id() id: string): Promise<void> {
    return this.transactions.outsideTenants(async (manager) => {
      await find(manager, id);
      await manager.delete(PlatformDelivery, { endpointId: id });
      await manager.delete(PlatformEndpoint, { id });
    });
  }
}

async function find(manager: EntityManager, id: string): Promise<PlatformEndpoint> {
  const endpoint = await manager.findOneBy(PlatformEndpoint, { id });
  if (!endpoint) throw new NoPlatformEndpoint('It does not exist or was deleted.');
  return endpoint;
}
