import { Requires } from '@crm/events';
import { Tags, TenantId } from '@crm/platform';
import { Controller, Get } from '@nestjs/common';
import { type Verification, VerificationsService } from './verifications.service.js';

@Tags('audit')
@Controller('v1/audit/verify')
export class VerificationsController {
  constructor(private readonly verifications: VerificationsService) {}

  /** Whether the log is what was written, checked now from the first entry to the last and against all checkpoints. */
  @Get()
  @Requires('audit:read')
  verify(@TenantId() tenantId: string): Promise<Verification> {
    return this.verifications.verify(tenantId);
  }
}
