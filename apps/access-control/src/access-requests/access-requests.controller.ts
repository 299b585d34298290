import { Requires } from '@crm/events';
import { type Caller, CurrentCaller, Id, type Page, SignedIn, Tags, TenantId } from '@crm/platform';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { AccessRequestsQuery, type AccessRequestView, AskForAccessDto, DecideDto } from './access-request.dto.js';
import { AccessRequestsService } from './access-requests.service.js';

@Tags('access')
@Controller('v1/access-requests')
export class AccessRequestsController {
  constructor(private readonly requests: AccessRequestsService) {}

  /** Asks for a further role, for oneself. */
  @Post()
  @SignedIn()
  ask(
    @TenantId() tenantId: string,
    @CurrentCaller() caller: Caller,
    @Body() body: AskForAccessDto,
  ): Promise<AccessRequestView> {
    return this.requests.ask(tenantId, caller, body);
  }

  /** One's own requests; for reviewers everybody's. Newest first. */
  @Get()
  @SignedIn()
  list(
    @TenantId() tenantId: string,
    @CurrentCaller() caller: Caller,
    @Query() query: AccessRequestsQuery,
  ): Promise<Page<AccessRequestView>> {
    return this.requests.list(tenantId, caller, query);
  }

  @Post(':id/approve')
  @HttpCode(200)
  @Requires('roles:update')
  approve(
    @TenantId() tenantId: string,
    @Id() id: string,
    @CurrentCaller() caller: Caller,
    @Body() body: DecideDto,
  ): Promise<AccessRequestView> {
    return this.requests.approve(tenantId, id, caller, body.note);
  }

  @Post(':id/deny')
  @HttpCode(200)
  @Requires('roles:update')
  deny(
    @TenantId() tenantId: string,
    @Id() id: string,
    @CurrentCaller() caller: Caller,
    @Body() body: DecideDto,
  ): Promise<AccessRequestView> {
    return this.requests.deny(tenantId, id, caller, body.note);
  }
}
