import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { ClockModule } from '../clock/clock.module.js';
import { UsageRecordsController } from './usage-records.controller.js';
import { UsageRecordsService } from './usage-records.service.js';
import { UsageSumsService } from './usage-sums.service.js';

@Module({
  imports: [AccountsModule, ClockModule],
  controllers: [UsageRecordsController],
  providers: [UsageRecordsService, UsageSumsService],
  exports: [UsageSumsService],
})
export class UsageRecordsModule {}
