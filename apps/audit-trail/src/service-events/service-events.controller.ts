import { Requires } from '@crm/events';
import { type Caller, CurrentCaller, Tags, TenantId } from '@crm/platform';
import { Body, Controller, Get, Post, Query, UseInterceptors } from '@nestjs/common';
import { PayloadFilters } from './payload-filters.js';
import { RecordServiceEventDto, type ServiceEventView } from './service-event.dto.js';
import { ServiceEventsService } from './service-events.service.js';
import { type ServiceEventPage, ServiceEventsQuery } from './service-events-query.dto.js';

/** The hub's own API of its audit log. */
@Tags('audit')
@Controller('v1/logs')
export class ServiceEventsController {
  constructor(private readonly events: ServiceEventsService) {}

  /**
   * The service events of the tenant, newest first. `filter[payload.<member>]=<text>` asks for a member of the payload,
   * nested ones by a dotted path.
   */
  @Get()
  @UseInterceptors(PayloadFilters)
  @Requires('audit:read')
  list(@TenantId() tenantId: string, @Query() query: ServiceEventsQuery): Promise<ServiceEventPage> {
    return this.events.list(tenantId, query);
  }

  /** Records a service event as if it had come over the bus. */
  @Post()
  @Requires('audit:write')
  record(
    @TenantId() tenantId: string,
    @Body() body: RecordServiceEventDto,
    @CurrentCaller() by: Caller,
  ): Promise<ServiceEventView> {
    return this.events.record(tenantId, body, by);
  }
}
