import { Requires } from '@crm/events';
import { Id, type Page, Tags, TenantId } from '@crm/platform';
import { Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { BindingsQuery, type BindingView } from './binding.dto.js';
import { BindingsService } from './bindings.service.js';

@Tags('access')
@Controller('v1/bindings')
export class BindingsController {
  constructor(private readonly bindings: BindingsService) {}

  /** Who has, or had, which role; newest first. */
  @Get()
  @Requires('access:review')
  list(@TenantId() tenantId: string, @Query() query: BindingsQuery): Promise<Page<BindingView>> {
    return this.bindings.list(tenantId, query);
  }

  @Get(':id')
  @Requires('access:review')
  read(@TenantId() tenantId: string, @Id() id: string): Promise<BindingView> {
    return this.bindings.read(tenantId, id);
  }

  /** Takes a role back that was granted on request. */
  @Post(':id/end')
  @HttpCode(200)
  @Requires('roles:update')
  end(@TenantId() tenantId: string, @Id() id: string): Promise<BindingView> {
    return this.bindings.takeBack(tenantId, id);
  }
}
