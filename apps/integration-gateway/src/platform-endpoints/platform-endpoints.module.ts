import { Module } from '@nestjs/common';
import { AddressesModule } from '../addresses/addresses.module.js';
import { SealingModule } from '../sealing/sealing.module.js';
import { SendersModule } from '../senders/senders.module.js';
import { AttemptPlatformDelivery } from './attempt-platform-delivery.handler.js';
import { PlatformDeliveriesService } from './platform-deliveries.service.js';
import { PlatformEndpointsController } from './platform-endpoints.controller.js';

@Module({
  imports: [AddressesModule, SealingModule, SendersModule],
  controllers: [PlatformEndpointsController],
  providers: [PlatformDeliveriesService, AttemptPlatformDelivery],
  exports: [PlatformDeliveriesService],
})
export class PlatformEndpointsModule {}
