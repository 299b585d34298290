import { Requires } from '@crm/events';
import { Id, type Page, PageQuery, Tags, TenantId } from '@crm/platform';
import { Controller, Get, Query } from '@nestjs/common';
import { type ContactImportView, type ImportResultView, ResultsQuery } from './contact-import.dto.js';
import { ContactImportsService } from './contact-imports.service.js';

/** What became of the rows of the imports that `/v1/imports` takes. */
@Tags('contact-imports')
@Controller('v1/contact-imports')
export class ContactImportsController {
  constructor(private readonly imports: ContactImportsService) {}

  /** Newest first. */
  @Get()
  @Requires('imports:read')
  list(@TenantId() tenantId: string, @Query() query: PageQuery): Promise<Page<ContactImportView>> {
    return this.imports.list(tenantId, query);
  }

  @Get(':id')
  @Requires('imports:read')
  read(@TenantId() tenantId: string, @Id() id: string): Promise<ContactImportView> {
    return this.imports.read(tenantId, id);
  }

  /** Row by row in the order of the file. */
  @Get(':id/results')
  @Requires('imports:read')
  results(
    @TenantId() tenantId: string,
    @Id() id: string,
    @Query() query: ResultsQuery,
  ): Promise<Page<ImportResultView>> {
    return this.imports.results(tenantId, id, query);
  }
}
