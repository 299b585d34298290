import type { TenantUser } from '@crm/events';
import { CommandRoute, Tags, TenantId } from '@crm/platform';
import { Controller, Get } from '@nestjs/common';
import { UsersService } from './users.service.js';

@Tags('commands')
@Controller('internal/users')
export class TenantUsersController {
  constructor(private readonly users: UsersService) {}

  /** Everybody of the tenant, deactivated users too. */
  @Get()
  @CommandRoute('tenant-users')
  async list(@TenantId() tenantId: string): Promise<{ users: TenantUser[] }> {
    return { users: await this.users.all(tenantId) };
  }
}
