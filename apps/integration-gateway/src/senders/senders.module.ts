import { Module } from '@nestjs/common';
import { AddressesModule } from '../addresses/addresses.module.js';
import { PostService } from './post.service.js';
import { SenderService } from './sender.service.js';

@Module({ imports: [AddressesModule], providers: [PostService, SenderService], exports: [PostService, SenderService] })
export class SendersModule {}
