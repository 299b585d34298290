import { Module } from '@nestjs/common';
import { MergedContactsService } from './merged-contacts.service.js';

@Module({ providers: [MergedContactsService], exports: [MergedContactsService] })
export class MergedContactsModule {}
