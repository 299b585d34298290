import { Module } from '@nestjs/common';
import { SessionsModule } from '../sessions/sessions.module.js';
import { TokenCutoffsModule } from '../token-cutoffs/token-cutoffs.module.js';
import { OnPermissionPolicyChanged } from './on-permission-policy-changed.handler.js';
import { PoliciesController } from './policies.controller.js';
import { PoliciesService } from './policies.service.js';

@Module({
  imports: [SessionsModule, TokenCutoffsModule],
  controllers: [PoliciesController, OnPermissionPolicyChanged],
  providers: [PoliciesService],
})
export class PoliciesModule {}
