import { Requires } from '@crm/events';
import { Id, OperatorOnly, type Page, Tags, TenantId } from '@crm/platform';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { type InvoiceDetailView, InvoicesQuery, type InvoiceView, PaymentDto } from './invoice.dto.js';
import { InvoicesService } from './invoices.service.js';

@Tags('billing')
@Controller('v1/invoices')
export class InvoicesController {
  constructor(private readonly invoices: InvoicesService) {}

  /** Invoices and credit notes, newest first. */
  @Get()
  @Requires('billing:read')
  list(@TenantId() tenantId: string, @Query() query: InvoicesQuery): Promise<Page<InvoiceView>> {
    return this.invoices.list(tenantId, query);
  }

  /** With its lines, which add up to the total, and what settled it. */
  @Get(':id')
  @Requires('billing:read')
  read(@TenantId() tenantId: string, @Id() id: string): Promise<InvoiceDetailView> {
    return this.invoices.read(tenantId, id);
  }

  /** Notes a payment that has arrived. */
  @Post(':id/pay')
  @HttpCode(200)
  @OperatorOnly()
  pay(@TenantId() tenantId: string, @Id() id: string, @Body() body: PaymentDto): Promise<InvoiceDetailView> {
    return this.invoices.pay(tenantId, id, body);
  }
}
