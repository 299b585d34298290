import { Requires } from '@crm/events';
import { IfMatch, Tags, TenantId } from '@crm/platform';
import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ActivateDto, ChangePlanDto, type SubscriptionView } from './subscription.dto.js';
import { SubscriptionsService } from './subscriptions.service.js';

@Tags('billing')
@Controller('v1/subscription')
export class SubscriptionsController {
  constructor(private readonly subscriptions: SubscriptionsService) {}

  /** The tenant's subscription; `never-started` when the tenant was closed before it could begin. */
  @Get()
  @Requires('billing:read')
  read(@TenantId() tenantId: string): Promise<SubscriptionView> {
    return this.subscriptions.read(tenantId);
  }

  /** Ends the trial and charges for the first period in advance. */
  @Post('activate')
  @HttpCode(200)
  @Requires('billing:update')
  activate(
    @TenantId() tenantId: string,
    @Body() body: ActivateDto,
    @IfMatch() expected: number | undefined,
  ): Promise<SubscriptionView> {
    return this.subscriptions.activate(tenantId, body.plan, expected);
  }

  /** Changes the plan from today on, pro rata by the day. */
  @Post('change-plan')
  @HttpCode(200)
  @Requires('billing:update')
  changePlan(
    @TenantId() tenantId: string,
    @Body() body: ChangePlanDto,
    @IfMatch() expected: number | undefined,
  ): Promise<SubscriptionView> {
    return this.subscriptions.changePlan(tenantId, body.plan, expected);
  }
}
