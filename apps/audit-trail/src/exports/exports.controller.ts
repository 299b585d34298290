import { Readable } from 'node:stream';
import { Requires } from '@crm/events';
import { Tags, TenantId } from '@crm/platform';
import { Controller, Get, StreamableFile } from '@nestjs/common';
import { ExportsService } from './exports.service.js';

@Tags('audit')
@Controller('v1/audit/export')
export class ExportsController {
  constructor(private readonly exports: ExportsService) {}

  /** The whole log as NDJSON: the log, its entries in order, its checkpoints and the key to check them with. */
  @Get()
  @Requires('audit:read')
  async export(@TenantId() tenantId: string): Promise<StreamableFile> {
    return new StreamableFile(Readable.from(await this.exports.lines(tenantId), { objectMode: false }), {
      type: 'application/x-ndjson',
      disposition: `attachment; filename="audit-${tenantId}.ndjson"`,
    });
  }
}
