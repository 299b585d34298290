import { OperatorOnly, Tags } from '@crm/platform';
import { Controller, Get, Query } from '@nestjs/common';
import { type OverviewPage, OverviewQuery, OverviewService } from './overview.service.js';

@Tags('onboarding')
@Controller('v1/onboarding/all')
export class OverviewController {
  constructor(private readonly overview: OverviewService) {}

  /** The onboardings of all tenants with what each waits for, and how many have come how far. */
  @Get()
  @OperatorOnly()
  list(@Query() query: OverviewQuery): Promise<OverviewPage> {
    return this.overview.list(query);
  }
}
