import { Requires } from '@crm/events';
import { Id, type Page, Tags, TenantId } from '@crm/platform';
import { Controller, Get, Query } from '@nestjs/common';
import { EntriesService } from './entries.service.js';
import { EntriesQuery, type EntryView } from './entry.dto.js';

@Tags('audit')
@Controller('v1/audit/entries')
export class EntriesController {
  constructor(private readonly entries: EntriesService) {}

  /** What happened in the tenant, newest first. */
  @Get()
  @Requires('audit:read')
  list(@TenantId() tenantId: string, @Query() query: EntriesQuery): Promise<Page<EntryView>> {
    return this.entries.list(tenantId, query);
  }

  @Get(':id')
  @Requires('audit:read')
  read(@TenantId() tenantId: string, @Id() id: string): Promise<EntryView> {
    return this.entries.read(tenantId, id);
  }
}
