import { Id, OperatorOnly, type Page, SignedIn, Tags } from '@crm/platform';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import type { OnboardingPlan } from './onboarding-plan.entity.js';
import { NewPlanVersionDto, PlansQuery } from './plan.dto.js';
import { PlansService } from './plans.service.js';

@Tags('onboarding plans')
@Controller('v1/onboarding-plans')
export class PlansController {
  constructor(private readonly plans: PlansService) {}

  /** The versions of the plans, newest first. */
  @Get()
  @SignedIn()
  list(@Query() query: PlansQuery): Promise<Page<OnboardingPlan>> {
    return this.plans.list(query);
  }

  @Get(':id')
  @SignedIn()
  read(@Id() id: string): Promise<OnboardingPlan> {
    return this.plans.read(id);
  }

  /** Adds the next version of a plan; onboardings that run already keep theirs. */
  @Post()
  @OperatorOnly()
  addVersion(@Body() body: NewPlanVersionDto): Promise<OnboardingPlan> {
    return this.plans.addVersion(body);
  }
}
