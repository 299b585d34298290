import { Requires } from '@crm/events';
import { Tags, TenantId } from '@crm/platform';
import { Controller, Get } from '@nestjs/common';
import type { OverlayView } from './overlay.js';
import { OverlaysService } from './overlays.service.js';

@Tags('access')
@Controller('v1/overlays')
export class OverlaysController {
  constructor(private readonly overlays: OverlaysService) {}

  /** What lies, or lay, over all bindings of the tenant because of its status; newest first. */
  @Get()
  @Requires('roles:read')
  list(@TenantId() tenantId: string): Promise<{ items: OverlayView[] }> {
    return this.overlays.list(tenantId);
  }
}
