import { Module } from '@nestjs/common';
import { AddressesModule } from '../addresses/addresses.module.js';
import { SecretsModule } from '../secrets/secrets.module.js';
import { SendersModule } from '../senders/senders.module.js';
import { AttemptPlatformDelivery } from './attempt-platform-delivery.handler.js';
import { PlatformDeliveriesService } from './platform-deliveries.service.js';
import { PlatformEndpointsController } from './platform-endpoints.controller.js';

@Module({
  imports: [AddressesModule, SecretsModule, SendersModule],
  controllers: [PlatformEndpointsController],
  providers: [PlatformDeliveriesService, AttemptPlatformDelivery],
  exports: [PlatformDeliveriesService],
})
export class PlatformEndpointsModule {}
