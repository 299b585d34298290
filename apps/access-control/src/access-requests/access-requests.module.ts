import { Module } from '@nestjs/common';
import { PoliciesModule } from '../policies/policies.module.js';
import { SubjectsModule } from '../subjects/subjects.module.js';
import { AccessRequestsController } from './access-requests.controller.js';
import { AccessRequestsService } from './access-requests.service.js';

@Module({
  imports: [PoliciesModule, SubjectsModule],
  controllers: [AccessRequestsController],
  providers: [AccessRequestsService],
})
export class AccessRequestsModule {}
