import type { Readable } from 'node:stream';
import { Requires } from '@crm/events';
import {
  BodyStream,
  type Caller,
  CurrentCaller,
  Id,
  type Page,
  PageQuery,
  StreamsBody,
  Tags,
  TenantId,
} from '@crm/platform';
import { Controller, Get, Post, Query } from '@nestjs/common';
import { ImportRowsQuery, type ImportRowView, type ImportView, StartImportQuery } from './import.dto.js';
import { ImportIntakeService } from './import-intake.service.js';
import { ImportsService } from './imports.service.js';

const maxBytes = 50 * 1_024 * 1_024;

@Tags('imports')
@Controller('v1/imports')
export class ImportsController {
  constructor(
    private readonly intake: ImportIntakeService,
    private readonly imports: ImportsService,
  ) {}

  /** Reads a CSV file of users or contacts with a header line; at most 50 MiB and 100,000 rows. */
  @Post()
  @Requires('imports:create')
  @StreamsBody('text/csv', { maxBytes })
  start(
    @TenantId() tenantId: string,
    @CurrentCaller() caller: Caller,
    @Query() query: StartImportQuery,
    @BodyStream() body: Readable | undefined,
  ): Promise<ImportView> {
    return this.intake.receive(tenantId, caller, query, body);
  }

  /** Newest first. */
  @Get()
  @Requires('imports:read')
  list(@TenantId() tenantId: string, @Query() query: PageQuery): Promise<Page<ImportView>> {
    return this.imports.list(tenantId, query);
  }

  @Get(':id')
  @Requires('imports:read')
  read(@TenantId() tenantId: string, @Id() id: string): Promise<ImportView> {
    return this.imports.read(tenantId, id);
  }

  /** The rows in the order of the file, with the reasons of the rejected ones. */
  @Get(':id/rows')
  @Requires('imports:read')
  rows(@TenantId() tenantId: string, @Id() id: string, @Query() query: ImportRowsQuery): Promise<Page<ImportRowView>> {
    return this.imports.rows(tenantId, id, query);
  }
}
