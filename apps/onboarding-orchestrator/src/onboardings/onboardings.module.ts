import { Module } from '@nestjs/common';
import { ChecklistsModule } from '../checklists/checklists.module.js';
import { PlansModule } from '../plans/plans.module.js';
import { ReChecksModule } from '../re-checks/re-checks.module.js';
import { OnTenantCreated } from './on-tenant-created.handler.js';
import { OnTenantReactivated } from './on-tenant-reactivated.handler.js';
import { OnboardingsController } from './onboardings.controller.js';
import { OnboardingsService } from './onboardings.service.js';

@Module({
  imports: [PlansModule, ChecklistsModule, ReChecksModule],
  controllers: [OnboardingsController, OnTenantCreated, OnTenantReactivated],
  providers: [OnboardingsService],
})
export class OnboardingsModule {}
