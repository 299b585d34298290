import { Requires } from '@crm/events';
import { type Caller, CurrentCaller, Id, type Page, SignedIn, Tags, TenantId } from '@crm/platform';
import { Controller, Get, Query } from '@nestjs/common';
import { assertMayReview } from '../decisions/may-review.js';
import { type EffectivePermissions, type SubjectReview, SubjectsQuery, type SubjectView } from './subject.dto.js';
import { SubjectReviewsService } from './subject-reviews.service.js';

@Tags('access')
@Controller('v1/subjects')
export class SubjectsController {
  constructor(private readonly reviews: SubjectReviewsService) {}

  @Get()
  @Requires('access:review')
  list(@TenantId() tenantId: string, @Query() query: SubjectsQuery): Promise<Page<SubjectView>> {
    return this.reviews.list(tenantId, query);
  }

  /** What the subject holds and held, with containments and access requests. */
  @Get(':id')
  @SignedIn()
  review(@TenantId() tenantId: string, @Id() id: string, @CurrentCaller() caller: Caller): Promise<SubjectReview> {
    assertMayReview(caller, id);
    return this.reviews.review(tenantId, id);
  }

  /** What the subject may do now, which role each permission comes from, and what is withheld and why. */
  @Get(':id/permissions')
  @SignedIn()
  effective(
    @TenantId() tenantId: string,
    @Id() id: string,
    @CurrentCaller() caller: Caller,
  ): Promise<EffectivePermissions> {
    assertMayReview(caller, id);
    return this.reviews.effective(tenantId, id);
  }
}
