import { Requires } from '@crm/events';
import { PageQuery, Tags, TenantId } from '@crm/platform';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { TimelinesService, type TimelineView } from './timelines.service.js';

@Tags('audit')
@Controller('v1/audit/timelines')
export class TimelinesController {
  constructor(private readonly timelines: TimelinesService) {}

  /**
   * What one user, operator, contact, endpoint, workflow, import, role, containment, onboarding, notification, address
   * or the tenant itself did or met with, newest first.
   */
  @Get(':kind/:id')
  @Requires('audit:read')
  read(
    @TenantId() tenantId: string,
    @Param('kind') kind: string,
    @Param('id') id: string,
    @Query() query: PageQuery,
  ): Promise<TimelineView> {
    return this.timelines.read(tenantId, { kind, id }, query);
  }
}
