import { Module } from '@nestjs/common';
import { AddressesModule } from '../addresses/addresses.module.js';
import { DeliverySettingsModule } from '../delivery-settings/delivery-settings.module.js';
import { SealingModule } from '../sealing/sealing.module.js';
import { AuthClientsController } from './auth-clients.controller.js';
import { AuthClientsService } from './auth-clients.service.js';

@Module({
  imports: [AddressesModule, DeliverySettingsModule, SealingModule],
  controllers: [AuthClientsController],
  providers: [AuthClientsService],
  exports: [AuthClientsService],
})
export class AuthClientsModule {}
