import { Requires } from '@crm/events';
import { type Caller, CurrentCaller, IfMatch, Tags, TenantId } from '@crm/platform';
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import type { OnboardingView } from '../checklists/checklist.dto.js';
import { CompleteStepDto, SkipStepDto } from './step.dto.js';
import { StepsService } from './steps.service.js';

@Tags('onboarding')
@Controller('v1/onboarding/steps/:key')
export class StepsController {
  constructor(private readonly steps: StepsService) {}

  /** A person says that a manual step is done. */
  @Post('complete')
  @HttpCode(200)
  @Requires('onboarding:update')
  complete(
    @TenantId() tenantId: string,
    @Param('key') key: string,
    @Body() body: CompleteStepDto,
    @IfMatch() expected: number | undefined,
  ): Promise<OnboardingView> {
    return this.steps.complete(tenantId, key, body.note, expected);
  }

  /** Goes on without a step, where the plan allows it; operators may skip an undoing that failed. */
  @Post('skip')
  @HttpCode(200)
  @Requires('onboarding:update')
  skip(
    @TenantId() tenantId: string,
    @CurrentCaller() caller: Caller,
    @Param('key') key: string,
    @Body() body: SkipStepDto,
    @IfMatch() expected: number | undefined,
  ): Promise<OnboardingView> {
    return this.steps.skip(tenantId, key, body.reason, caller, expected);
  }

  /** Tries a step again at once: one that has failed, or one that waits for its next try. */
  @Post('retry')
  @HttpCode(200)
  @Requires('onboarding:update')
  retry(
    @TenantId() tenantId: string,
    @Param('key') key: string,
    @IfMatch() expected: number | undefined,
  ): Promise<OnboardingView> {
    return this.steps.retry(tenantId, key, expected);
  }
}
