import { Module } from '@nestjs/common';
import { DeliverySettingsModule } from '../delivery-settings/delivery-settings.module.js';
import { SealingModule } from '../sealing/sealing.module.js';
import { KeyRotationController } from './key-rotation.controller.js';
import { ResealSecrets } from './reseal-secrets.handler.js';
import { ResealingService } from './resealing.service.js';

@Module({
  imports: [DeliverySettingsModule, SealingModule],
  controllers: [KeyRotationController],
  providers: [ResealingService, ResealSecrets],
})
export class KeyRotationModule {}
