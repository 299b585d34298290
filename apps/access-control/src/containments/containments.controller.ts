import { Requires } from '@crm/events';
import { type Caller, CurrentCaller, Id, type Page, Tags, TenantId } from '@crm/platform';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ContainmentsQuery, type ContainmentView, LiftDto } from './containment.dto.js';
import { ContainmentsService } from './containments.service.js';

@Tags('access')
@Controller('v1/containments')
export class ContainmentsController {
  constructor(private readonly containments: ContainmentsService) {}

  /** Users who are or were contained, newest first. */
  @Get()
  @Requires('access:review')
  list(@TenantId() tenantId: string, @Query() query: ContainmentsQuery): Promise<Page<ContainmentView>> {
    return this.containments.list(tenantId, query);
  }

  @Get(':id')
  @Requires('access:review')
  read(@TenantId() tenantId: string, @Id() id: string): Promise<ContainmentView> {
    return this.containments.read(tenantId, id);
  }

  /** Gives a contained user back what the containment took; for another administrator than the contained one. */
  @Post(':id/lift')
  @HttpCode(200)
  @Requires('containments:lift')
  lift(
    @TenantId() tenantId: string,
    @Id() id: string,
    @Body() body: LiftDto,
    @CurrentCaller() caller: Caller,
  ): Promise<ContainmentView> {
    return this.containments.lift(tenantId, id, caller, body.note);
  }
}
