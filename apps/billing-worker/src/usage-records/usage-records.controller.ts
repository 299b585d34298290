import { Requires } from '@crm/events';
import { Tags, TenantId } from '@crm/platform';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { UsageDto, UsageQuery, type UsageRecordView, type UsageView } from './usage-record.dto.js';
import { UsageRecordsService } from './usage-records.service.js';

@Tags('billing')
@Controller('v1/usage')
export class UsageRecordsController {
  constructor(private readonly usage: UsageRecordsService) {}

  /** Counts usage once per id; the same report again answers as the first. */
  @Post()
  @Requires('billing:update')
  record(@TenantId() tenantId: string, @Body() body: UsageDto): Promise<UsageRecordView> {
    return this.usage.record(tenantId, body);
  }

  /** Sums per period and meter, and what the running period costs so far. */
  @Get()
  @Requires('billing:read')
  read(@TenantId() tenantId: string, @Query() query: UsageQuery): Promise<UsageView> {
    return this.usage.read(tenantId, query);
  }
}
