import { Module } from '@nestjs/common';
import { PlatformEndpointsModule } from '../platform-endpoints/platform-endpoints.module.js';
import { SealingModule } from '../sealing/sealing.module.js';
import { DeliverySettingsController } from './delivery-settings.controller.js';
import { DeliverySettingsService } from './delivery-settings.service.js';
import { OnTenantCreated } from './on-tenant-created.handler.js';

@Module({
  imports: [SealingModule, PlatformEndpointsModule],
  controllers: [DeliverySettingsController, OnTenantCreated],
  providers: [DeliverySettingsService],
  exports: [DeliverySettingsService],
})
export class DeliverySettingsModule {}
