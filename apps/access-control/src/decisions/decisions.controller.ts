import { type Caller, CurrentCaller, SignedIn, Tags, TenantId } from '@crm/platform';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { AskDto, type DecisionView } from './decision.dto.js';
import { DecisionsService } from './decisions.service.js';
import { assertMayReview } from './may-review.js';

@Tags('access')
@Controller('v1/decisions')
export class DecisionsController {
  constructor(private readonly decisions: DecisionsService) {}

  /** Whether a subject may do something, and which role, overlay or containment says so. */
  @Post()
  @HttpCode(200)
  @SignedIn()
  ask(@TenantId() tenantId: string, @Body() body: AskDto, @CurrentCaller() caller: Caller): Promise<DecisionView> {
    assertMayReview(caller, body.subjectId);
    return this.decisions.ask(tenantId, body);
  }
}
