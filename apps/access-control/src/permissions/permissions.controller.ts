import { Requires } from '@crm/events';
import { IfMatch, Tags, TenantId } from '@crm/platform';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { CreatePermissionDto, type PermissionView, UpdatePermissionDto } from './permission.dto.js';
import { PermissionsService } from './permissions.service.js';

@Tags('access')
@Controller('v1/permissions')
export class PermissionsController {
  constructor(private readonly permissions: PermissionsService) {}

  /** Everything that somebody can be allowed to do: the built-in permissions, then the tenant's own. */
  @Get()
  @Requires('roles:read')
  list(@TenantId() tenantId: string): Promise<{ items: PermissionView[] }> {
    return this.permissions.list(tenantId);
  }

  /** Makes a permission for the tenant's own applications; nobody holds it until a role grants it. */
  @Post()
  @Requires('roles:update')
  create(@TenantId() tenantId: string, @Body() body: CreatePermissionDto): Promise<PermissionView> {
    return this.permissions.create(tenantId, body);
  }

  @Patch(':permission')
  @Requires('roles:update')
  update(
    @TenantId() tenantId: string,
    @Param('permission') permission: string,
    @Body() body: UpdatePermissionDto,
    @IfMatch() expected: number | undefined,
  ): Promise<PermissionView> {
    return this.permissions.update(tenantId, permission, body, expected);
  }

  @Delete(':permission')
  @HttpCode(204)
  @Requires('roles:update')
  delete(
    @TenantId() tenantId: string,
    @Param('permission') permission: string,
    @IfMatch() expected: number | undefined,
  ): Promise<void> {
    return this.permissions.delete(tenantId, permission, expected);
  }
}
