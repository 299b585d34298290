import type { JsonWebKey } from 'node:crypto';
import { Requires } from '@crm/events';
import { type Page, PageQuery, Tags, TenantId } from '@crm/platform';
import { Controller, Get, Query } from '@nestjs/common';
import { CheckpointKeys } from './checkpoint-keys.js';
import { CheckpointsService, type CheckpointView } from './checkpoints.service.js';

@Tags('audit')
@Controller('v1/audit/checkpoints')
export class CheckpointsController {
  constructor(
    private readonly checkpoints: CheckpointsService,
    private readonly keys: CheckpointKeys,
  ) {}

  /** Signed statements of where the log stood, newest first. */
  @Get()
  @Requires('audit:read')
  list(@TenantId() tenantId: string, @Query() query: PageQuery): Promise<Page<CheckpointView>> {
    return this.checkpoints.list(tenantId, query);
  }

  /** The public key that checkpoints are signed with now, for a check outside of the platform. */
  @Get('key')
  @Requires('audit:read')
  key(): { keyId: string; publicKey: JsonWebKey } {
    return { keyId: this.keys.keyId, publicKey: this.keys.publicKey };
  }
}
