import { Requires } from '@crm/events';
import { type Caller, CurrentCaller, Id, type Page, Tags, TenantId } from '@crm/platform';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { AcknowledgementsService } from './acknowledgements.service.js';
import { AcknowledgeDto, AlertsQuery, type AlertView } from './alert.dto.js';

@Tags('audit')
@Controller('v1/audit/alerts')
export class AlertsController {
  constructor(private readonly alerts: AcknowledgementsService) {}

  /** What looked wrong, newest first. */
  @Get()
  @Requires('audit:read')
  list(@TenantId() tenantId: string, @Query() query: AlertsQuery): Promise<Page<AlertView>> {
    return this.alerts.list(tenantId, query);
  }

  @Get(':id')
  @Requires('audit:read')
  read(@TenantId() tenantId: string, @Id() id: string): Promise<AlertView> {
    return this.alerts.read(tenantId, id);
  }

  /** Somebody has looked into it; for another person than the suspect. */
  @Post(':id/acknowledge')
  @HttpCode(200)
  @Requires('audit:acknowledge')
  acknowledge(
    @TenantId() tenantId: string,
    @Id() id: string,
    @Body() body: AcknowledgeDto,
    @CurrentCaller() caller: Caller,
  ): Promise<AlertView> {
    return this.alerts.acknowledge(tenantId, id, caller, body.note);
  }
}
