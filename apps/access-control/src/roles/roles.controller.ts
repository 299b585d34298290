import { Requires } from '@crm/events';
import { type Caller, CurrentCaller, IfMatch, Tags, TenantId } from '@crm/platform';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { CreateRoleDto, type RoleView, UpdateRoleDto } from './role.dto.js';
import { RolesService } from './roles.service.js';

@Tags('access')
@Controller('v1/roles')
export class RolesController {
  constructor(private readonly roles: RolesService) {}

  /** The built-in roles, then the tenant's own. */
  @Get()
  @Requires('roles:read')
  list(@TenantId() tenantId: string): Promise<{ items: RoleView[] }> {
    return this.roles.list(tenantId);
  }

  @Get(':key')
  @Requires('roles:read')
  read(@TenantId() tenantId: string, @Param('key') key: string): Promise<RoleView> {
    return this.roles.read(tenantId, key);
  }

  @Post()
  @Requires('roles:update')
  create(@TenantId() tenantId: string, @Body() body: CreateRoleDto, @CurrentCaller() by: Caller): Promise<RoleView> {
    return this.roles.create(tenantId, body, by);
  }

  @Patch(':key')
  @Requires('roles:update')
  update(
    @TenantId() tenantId: string,
    @Param('key') key: string,
    @Body() body: UpdateRoleDto,
    @IfMatch() expected: number | undefined,
    @CurrentCaller() by: Caller,
  ): Promise<RoleView> {
    return this.roles.update(tenantId, key, body, expected, by);
  }

  @Delete(':key')
  @HttpCode(204)
  @Requires('roles:update')
  delete(
    @TenantId() tenantId: string,
    @Param('key') key: string,
    @IfMatch() expected: number | undefined,
    @CurrentCaller() by: Caller,
  ): Promise<void> {
    return this.roles.delete(tenantId, key, expected, by);
  }
}
