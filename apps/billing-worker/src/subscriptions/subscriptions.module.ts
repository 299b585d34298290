import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { ClockModule } from '../clock/clock.module.js';
import { InvoicesModule } from '../invoices/invoices.module.js';
import { UsageRecordsModule } from '../usage-records/usage-records.module.js';
import { ClosingsService } from './closings.service.js';
import { EndTrial } from './end-trial.handler.js';
import { OnTenantDeactivated } from './on-tenant-deactivated.handler.js';
import { RenewPeriod } from './renew-period.handler.js';
import { RenewalsService } from './renewals.service.js';
import { SubscriptionsController } from './subscriptions.controller.js';
import { SubscriptionsService } from './subscriptions.service.js';
import { TrialsController } from './trials.controller.js';
import { TrialsService } from './trials.service.js';

@Module({
  imports: [AccountsModule, ClockModule, InvoicesModule, UsageRecordsModule],
  controllers: [SubscriptionsController, TrialsController, OnTenantDeactivated],
  providers: [SubscriptionsService, TrialsService, RenewalsService, ClosingsService, RenewPeriod, EndTrial],
})
export class SubscriptionsModule {}
