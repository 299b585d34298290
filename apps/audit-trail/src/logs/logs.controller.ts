import { Requires } from '@crm/events';
import { Tags, TenantId } from '@crm/platform';
import { Controller, Get } from '@nestjs/common';
import { LogsService, type LogView } from './logs.service.js';

@Tags('audit')
@Controller('v1/audit/log')
export class LogsController {
  constructor(private readonly logs: LogsService) {}

  /** Whether the tenant's log is open or sealed, and how long it is kept. */
  @Get()
  @Requires('audit:read')
  read(@TenantId() tenantId: string): Promise<LogView> {
    return this.logs.read(tenantId);
  }
}
