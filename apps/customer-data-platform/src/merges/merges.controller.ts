import { Requires } from '@crm/events';
import { type Caller, CurrentCaller, Id, type Page, Tags, TenantId } from '@crm/platform';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { MergeDto, type MergedView, MergesQuery, type MergeView, type UndoneView } from './merge.dto.js';
import { MergesService } from './merges.service.js';
import { UndoMerge } from './undo-merge.service.js';

@Tags('merges')
@Controller('v1/merges')
export class MergesController {
  constructor(
    private readonly merges: MergesService,
    private readonly undoing: UndoMerge,
  ) {}

  /** Makes one contact of several. The ids of the merged ones lead to the survivor from then on. */
  @Post()
  @Requires('contacts:merge')
  merge(@TenantId() tenantId: string, @Body() body: MergeDto, @CurrentCaller() caller: Caller): Promise<MergedView> {
    return this.merges.merge(tenantId, body, caller.actor);
  }

  @Get()
  @Requires('contacts:read')
  list(@TenantId() tenantId: string, @Query() query: MergesQuery): Promise<Page<MergeView>> {
    return this.merges.list(tenantId, query);
  }

  @Get(':id')
  @Requires('contacts:read')
  read(@TenantId() tenantId: string, @Id() id: string): Promise<MergeView> {
    return this.merges.read(tenantId, id);
  }

  /** Brings the merged contacts back as they were; what was edited on the survivor since is kept and named. */
  @Post(':id/undo')
  @HttpCode(200)
  @Requires('contacts:merge')
  undo(@TenantId() tenantId: string, @Id() id: string, @CurrentCaller() caller: Caller): Promise<UndoneView> {
    return this.undoing.undo(tenantId, id, caller.actor);
  }
}
