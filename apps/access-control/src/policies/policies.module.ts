import { Module } from '@nestjs/common';
import { DefaultPolicyController } from './default-policy.controller.js';
import { PoliciesService } from './policies.service.js';

@Module({ controllers: [DefaultPolicyController], providers: [PoliciesService], exports: [PoliciesService] })
export class PoliciesModule {}
