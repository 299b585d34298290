import { Requires } from '@crm/events';
import { type Caller, CurrentCaller, Id, type Page, Tags, TenantId } from '@crm/platform';
import { Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { DuplicatesQuery, type DuplicateView } from './duplicate.dto.js';
import { DuplicatesService } from './duplicates.service.js';

@Tags('duplicates')
@Controller('v1/duplicates')
export class DuplicatesController {
  constructor(private readonly duplicates: DuplicatesService) {}

  /** Pairs of contacts that may be one person, with what speaks for and against it. */
  @Get()
  @Requires('contacts:read')
  list(@TenantId() tenantId: string, @Query() query: DuplicatesQuery): Promise<Page<DuplicateView>> {
    return this.duplicates.list(tenantId, query);
  }

  /** They are two people: the pair is not suggested again. */
  @Post(':id/dismiss')
  @HttpCode(200)
  @Requires('contacts:merge')
  dismiss(@TenantId() tenantId: string, @Id() id: string, @CurrentCaller() caller: Caller): Promise<DuplicateView> {
    return this.duplicates.dismiss(tenantId, id, caller.actor);
  }
}
