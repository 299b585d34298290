import { Module } from '@nestjs/common';
import { InvoicesModule } from './invoices/invoices.module.js';
import { PlansModule } from './plans/plans.module.js';
import { RemindersModule } from './reminders/reminders.module.js';
import { SubscriptionsModule } from './subscriptions/subscriptions.module.js';
import { UsageRecordsModule } from './usage-records/usage-records.module.js';

@Module({ imports: [PlansModule, SubscriptionsModule, UsageRecordsModule, InvoicesModule, RemindersModule] })
export class AppModule {}
