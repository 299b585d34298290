import { Module } from '@nestjs/common';
import { AddressesModule } from '../addresses/addresses.module.js';
import { SenderService } from './sender.service.js';

@Module({ imports: [AddressesModule], providers: [SenderService], exports: [SenderService] })
export class SendersModule {}
