import { Module } from '@nestjs/common';
import { PoliciesModule } from '../policies/policies.module.js';
import { OnUserDeactivated } from './on-user-deactivated.handler.js';
import { OnUserInvited } from './on-user-invited.handler.js';
import { OnUserRoleChanged } from './on-user-role-changed.handler.js';
import { SubjectReviewsService } from './subject-reviews.service.js';
import { SubjectsController } from './subjects.controller.js';
import { SubjectsService } from './subjects.service.js';
import { TokenPermissionsController } from './token-permissions.controller.js';

@Module({
  imports: [PoliciesModule],
  controllers: [SubjectsController, TokenPermissionsController, OnUserInvited, OnUserRoleChanged, OnUserDeactivated],
  providers: [SubjectsService, SubjectReviewsService],
  exports: [SubjectsService],
})
export class SubjectsModule {}
