import { Requires } from '@crm/events';
import { IfMatch, OperatorOnly, type Page, PageQuery, Tags, TenantId } from '@crm/platform';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import type { HistoryView, OnboardingDetailView, OnboardingView } from '../checklists/checklist.dto.js';
import { AbortDto } from './onboarding.dto.js';
import { OnboardingsService } from './onboardings.service.js';

@Tags('onboarding')
@Controller('v1/onboarding')
export class OnboardingsController {
  constructor(private readonly onboardings: OnboardingsService) {}

  /** The tenant's onboarding: its steps, what each waits for and why, and what has happened. */
  @Get()
  @Requires('onboarding:read')
  read(@TenantId() tenantId: string): Promise<OnboardingDetailView> {
    return this.onboardings.read(tenantId);
  }

  /** What has happened, newest first. */
  @Get('history')
  @Requires('onboarding:read')
  history(@TenantId() tenantId: string, @Query() query: PageQuery): Promise<Page<HistoryView>> {
    return this.onboardings.history(tenantId, query);
  }

  /** Ends an unfinished onboarding and takes back, latest first, what its steps did in other services. */
  @Post('abort')
  @HttpCode(200)
  @OperatorOnly()
  abort(
    @TenantId() tenantId: string,
    @Body() body: AbortDto,
    @IfMatch() expected: number | undefined,
  ): Promise<OnboardingView> {
    return this.onboardings.abort(tenantId, body.reason, expected);
  }
}
