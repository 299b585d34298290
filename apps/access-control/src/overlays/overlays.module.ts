import { Module } from '@nestjs/common';
import { OnTenantDeactivated } from './on-tenant-deactivated.handler.js';
import { OnTenantReactivated } from './on-tenant-reactivated.handler.js';
import { OnTenantSuspended } from './on-tenant-suspended.handler.js';
import { OverlaysController } from './overlays.controller.js';
import { OverlaysService } from './overlays.service.js';

@Module({
  controllers: [OverlaysController, OnTenantSuspended, OnTenantReactivated, OnTenantDeactivated],
  providers: [OverlaysService],
})
export class OverlaysModule {}
