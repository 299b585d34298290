import { Module } from '@nestjs/common';
import { RollupsModule } from '../rollups/rollups.module.js';
import { ActivationService } from './activation.service.js';
import { FunnelsController } from './funnels.controller.js';
import { FunnelsService } from './funnels.service.js';
import { OnOnboardingCompleted } from './on-onboarding-completed.handler.js';
import { OnTenantCreated } from './on-tenant-created.handler.js';
import { OnTenantDeactivated } from './on-tenant-deactivated.handler.js';

@Module({
  imports: [RollupsModule],
  controllers: [FunnelsController, OnTenantCreated, OnOnboardingCompleted, OnTenantDeactivated],
  providers: [FunnelsService, ActivationService],
  exports: [FunnelsService],
})
export class FunnelsModule {}
