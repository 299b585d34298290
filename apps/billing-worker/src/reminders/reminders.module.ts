import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { ClockModule } from '../clock/clock.module.js';
import { RemindInvoice } from './remind-invoice.handler.js';

@Module({ imports: [AccountsModule, ClockModule], providers: [RemindInvoice] })
export class RemindersModule {}
