import { CommandRoute, Id, Tags, TenantId } from '@crm/platform';
import { Controller, Get, Query } from '@nestjs/common';
import { AcceptedRowsQuery } from './import.dto.js';
import { type AcceptedRows, ImportsService } from './imports.service.js';

@Tags('commands')
@Controller('internal/imports')
export class ImportRowsController {
  constructor(private readonly imports: ImportsService) {}

  /** The accepted rows, page by page in the order of the file. */
  @Get(':importId/rows')
  @CommandRoute('import-rows')
  rows(
    @TenantId() tenantId: string,
    @Id('importId') id: string,
    @Query() { after, limit }: AcceptedRowsQuery,
  ): Promise<AcceptedRows> {
    return this.imports.acceptedRows(tenantId, id, after, limit);
  }
}
