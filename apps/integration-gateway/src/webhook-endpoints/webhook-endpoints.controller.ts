import { Requires } from '@crm/events';
import { Id, IfMatch, type Page, Tags, TenantId } from '@crm/platform';
import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { EndpointSecretsService } from './endpoint-secrets.service.js';
import { eventTypes } from './event-types.js';
import {
  CreateEndpointDto,
  EditEndpointDto,
  EndpointQuery,
  type SigningSecretView,
  type WebhookEndpointView,
} from './webhook-endpoint.dto.js';
import { WebhookEndpointsService } from './webhook-endpoints.service.js';

@Tags('webhooks')
@Controller('v1/webhook-endpoints')
export class WebhookEndpointsController {
  constructor(
    private readonly endpoints: WebhookEndpointsService,
    private readonly secrets: EndpointSecretsService,
  ) {}

  /** Adds an endpoint; its secret is read at `/secret`. */
  @Post()
  @Requires('webhooks:write')
  create(@TenantId() tenantId: string, @Body() body: CreateEndpointDto): Promise<WebhookEndpointView> {
    return this.endpoints.create(tenantId, body);
  }

  /** The tenant's endpoints, newest first. */
  @Get()
  @Requires('webhooks:read')
  list(@TenantId() tenantId: string, @Query() query: EndpointQuery): Promise<Page<WebhookEndpointView>> {
    return this.endpoints.list(tenantId, query);
  }

  /** What an endpoint may ask for; workflows may send further types below `workflow.` */
  @Get('event-types')
  @Requires('webhooks:read')
  eventTypes(): { items: readonly string[] } {
    return { items: eventTypes };
  }

  @Get(':id')
  @Requires('webhooks:read')
  read(@TenantId() tenantId: string, @Id() id: string): Promise<WebhookEndpointView> {
    return this.endpoints.read(tenantId, id);
  }

  @Patch(':id')
  @Requires('webhooks:write')
  edit(
    @TenantId() tenantId: string,
    @Id() id: string,
    @Body() body: EditEndpointDto,
    @IfMatch() expected: number | undefined,
  ): Promise<WebhookEndpointView> {
    return this.endpoints.edit(tenantId, id, body, expected);
  }

  /** Messages that are still open for it fail. */
  @Delete(':id')
  @HttpCode(204)
  @Requires('webhooks:write')
  delete(@TenantId() tenantId: string, @Id() id: string): Promise<void> {
    return this.endpoints.delete(tenantId, id);
  }

  /** Makes a new secret; the one before signs beside it for 24 hours. */
  @Post(':id/rotate-secret')
  @HttpCode(200)
  @Requires('webhooks:write')
  rotateSecret(@TenantId() tenantId: string, @Id() id: string): Promise<WebhookEndpointView> {
    return this.secrets.rotate(tenantId, id);
  }

  /** Reads the signing secret, and the one before it while that still signs. */
  @Get(':id/secret')
  @Requires('webhooks:write')
  secret(@TenantId() tenantId: string, @Id() id: string): Promise<SigningSecretView> {
    return this.secrets.read(tenantId, id);
  }

  /** Switches it on again, for instance after it answered 410 Gone. */
  @Post(':id/enable')
  @HttpCode(200)
  @Requires('webhooks:write')
  enable(@TenantId() tenantId: string, @Id() id: string): Promise<WebhookEndpointView> {
    return this.endpoints.enable(tenantId, id);
  }

  /** Switches it off; messages that are still open for it fail. */
  @Post(':id/disable')
  @HttpCode(200)
  @Requires('webhooks:write')
  disable(@TenantId() tenantId: string, @Id() id: string): Promise<WebhookEndpointView> {
    return this.endpoints.disable(tenantId, id);
  }
}
