import { Requires } from '@crm/events';
import { CommandRoute, Id, IfMatch, type Page, PageQuery, Tags, TenantId } from '@crm/platform';
import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ConfigureIntegrationDto, EditIntegrationDto, type IntegrationView } from './integration.dto.js';
import { IntegrationsService } from './integrations.service.js';

@Tags('integrations')
@Controller()
export class IntegrationsController {
  constructor(private readonly integrations: IntegrationsService) {}

  /** Configures an integration; it becomes active with the end of the onboarding, or at once if that is over. */
  @Post('v1/integrations')
  @Requires('webhooks:write')
  configure(@TenantId() tenantId: string, @Body() body: ConfigureIntegrationDto): Promise<IntegrationView> {
    return this.integrations.configure(tenantId, body);
  }

  @Get('v1/integrations')
  @Requires('webhooks:read')
  list(@TenantId() tenantId: string, @Query() query: PageQuery): Promise<Page<IntegrationView>> {
    return this.integrations.list(tenantId, query);
  }

  @Get('v1/integrations/:id')
  @Requires('webhooks:read')
  read(@TenantId() tenantId: string, @Id() id: string): Promise<IntegrationView> {
    return this.integrations.read(tenantId, id);
  }

  /** Changes an integration that is not active yet. */
  @Patch('v1/integrations/:id')
  @Requires('webhooks:write')
  edit(
    @TenantId() tenantId: string,
    @Id() id: string,
    @Body() body: EditIntegrationDto,
    @IfMatch() expected: number | undefined,
  ): Promise<IntegrationView> {
    return this.integrations.edit(tenantId, id, body, expected);
  }

  @Delete('v1/integrations/:id')
  @HttpCode(204)
  @Requires('webhooks:write')
  delete(@TenantId() tenantId: string, @Id() id: string): Promise<void> {
    return this.integrations.delete(tenantId, id);
  }

  /** For the onboarding's check that something is connected. */
  @Get('internal/endpoint-count')
  @CommandRoute('count-endpoints')
  async countEndpoints(@TenantId() tenantId: string): Promise<{ endpoints: number }> {
    return { endpoints: await this.integrations.countEndpoints(tenantId) };
  }
}
