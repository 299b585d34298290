import { Module } from '@nestjs/common';
import { DeliverySettingsModule } from '../delivery-settings/delivery-settings.module.js';
import { SealingModule } from '../sealing/sealing.module.js';
import { SecretsController } from './secrets.controller.js';
import { SecretsService } from './secrets.service.js';

@Module({
  imports: [DeliverySettingsModule, SealingModule],
  controllers: [SecretsController],
  providers: [SecretsService],
  exports: [SecretsService],
})
export class SecretsModule {}
