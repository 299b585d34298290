import { Module } from '@nestjs/common';
import { FunnelsModule } from '../funnels/funnels.module.js';
import { RollupsModule } from '../rollups/rollups.module.js';
import { OnContactCreated } from './on-contact-created.handler.js';
import { OnCustomerProfileMerged } from './on-customer-profile-merged.handler.js';

@Module({ imports: [RollupsModule, FunnelsModule], controllers: [OnContactCreated, OnCustomerProfileMerged] })
export class ContactsModule {}
