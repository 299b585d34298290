import { Requires } from '@crm/events';
import { type Page, PageQuery, Tags, TenantId } from '@crm/platform';
import { Controller, Get, Query } from '@nestjs/common';
import type { ReCheckView } from './re-check.dto.js';
import { ReChecksService } from './re-checks.service.js';

@Tags('onboarding')
@Controller('v1/onboarding/re-checks')
export class ReChecksController {
  constructor(private readonly reChecks: ReChecksService) {}

  /** What was found after each reactivation, newest first. */
  @Get()
  @Requires('onboarding:read')
  list(@TenantId() tenantId: string, @Query() query: PageQuery): Promise<Page<ReCheckView>> {
    return this.reChecks.list(tenantId, query);
  }
}
