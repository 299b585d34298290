import { Requires } from '@crm/events';
import { Id, IfMatch, type Page, PageQuery, Tags, TenantId } from '@crm/platform';
import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query, StreamableFile } from '@nestjs/common';
import { ContactDto, ContactsQuery, type ContactView } from './contact.dto.js';
import { ContactExport } from './contact-export.service.js';
import { ContactsService } from './contacts.service.js';
import type { TimelineEntry } from './timeline-entry.entity.js';

@Tags('contacts')
@Controller('v1/contacts')
export class ContactsController {
  constructor(
    private readonly contacts: ContactsService,
    private readonly exports: ContactExport,
  ) {}

  /** 409 `contact-exists` names the contact that has one of the e-mail addresses already. */
  @Post()
  @Requires('contacts:write')
  create(@TenantId() tenantId: string, @Body() body: ContactDto): Promise<ContactView> {
    return this.contacts.create(tenantId, body);
  }

  /** Newest first. */
  @Get()
  @Requires('contacts:read')
  list(@TenantId() tenantId: string, @Query() query: ContactsQuery): Promise<Page<ContactView>> {
    return this.contacts.list(tenantId, query);
  }

  /** All contacts as CSV in UTF-8, oldest first; the columns are those that an import reads. */
  @Get('export')
  @Requires('contacts:export')
  export(@TenantId() tenantId: string): StreamableFile {
    const disposition = 'attachment; filename="contacts.csv"';
    return new StreamableFile(this.exports.csv(tenantId), { type: 'text/csv; charset=utf-8', disposition });
  }

  /** Asked for a merged contact it answers the survivor, with its id as `mergedInto`. */
  @Get(':id')
  @Requires('contacts:read')
  read(@TenantId() tenantId: string, @Id() id: string): Promise<ContactView> {
    return this.contacts.read(tenantId, id);
  }

  @Get(':id/timeline')
  @Requires('contacts:read')
  timeline(
    @TenantId() tenantId: string,
    @Id() id: string,
    @Query() query: PageQuery,
  ): Promise<Page<Omit<TimelineEntry, 'tenantId'>>> {
    return this.contacts.timeline(tenantId, id, query);
  }

  @Patch(':id')
  @Requires('contacts:write')
  edit(
    @TenantId() tenantId: string,
    @Id() id: string,
    @Body() body: ContactDto,
    @IfMatch() expected: number | undefined,
  ): Promise<ContactView> {
    return this.contacts.edit(tenantId, id, body, expected);
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('contacts:delete')
  remove(@TenantId() tenantId: string, @Id() id: string, @IfMatch() expected: number | undefined): Promise<void> {
    return this.contacts.remove(tenantId, id, expected);
  }
}
