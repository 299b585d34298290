import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { ClockModule } from '../clock/clock.module.js';
import { InvoicesController } from './invoices.controller.js';
import { InvoicesService } from './invoices.service.js';
import { IssuingService } from './issuing.service.js';

@Module({
  imports: [AccountsModule, ClockModule],
  controllers: [InvoicesController],
  providers: [InvoicesService, IssuingService],
  exports: [InvoicesService, IssuingService],
})
export class InvoicesModule {}
