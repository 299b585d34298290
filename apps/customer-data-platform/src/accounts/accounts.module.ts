import { Module } from '@nestjs/common';
import { AttributesModule } from '../attributes/attributes.module.js';
import { IdentityRulesModule } from '../identity-rules/identity-rules.module.js';
import { SegmentsModule } from '../segments/segments.module.js';
import { AccountsController } from './accounts.controller.js';
import { AccountsService } from './accounts.service.js';
import { OnHealthScoreChanged } from './on-health-score-changed.handler.js';
import { OnTenantCreated } from './on-tenant-created.handler.js';

@Module({
  imports: [AttributesModule, IdentityRulesModule, SegmentsModule],
  controllers: [AccountsController, OnTenantCreated, OnHealthScoreChanged],
  providers: [AccountsService],
})
export class AccountsModule {}
