import { Requires } from '@crm/events';
import { type Caller, CurrentCaller, Id, IfMatch, type Page, SignedIn, Tags, TenantId } from '@crm/platform';
import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ErasuresService } from './erasures.service.js';
import { MeService } from './me.service.js';
import { ChangeRoleDto, DeactivateDto, type MeView, UsersQuery, type UserView } from './user.dto.js';
import { UsersService } from './users.service.js';

@Tags('users')
@Controller('v1/users')
export class UsersController {
  constructor(
    private readonly users: UsersService,
    private readonly me: MeService,
    private readonly erasures: ErasuresService,
  ) {}

  /** The tenant's users, newest first; those whose invitation lapsed only when asked for by status. */
  @Get()
  @Requires('users:read')
  list(@TenantId() tenantId: string, @Query() query: UsersQuery): Promise<Page<UserView>> {
    return this.users.list(tenantId, query);
  }

  /** Who is signed in. */
  @Get('me')
  @SignedIn()
  whoAmI(@CurrentCaller() caller: Caller): Promise<MeView> {
    return this.me.read(caller);
  }

  @Get(':id')
  @Requires('users:read')
  read(@TenantId() tenantId: string, @Id() id: string): Promise<UserView> {
    return this.users.read(tenantId, id);
  }

  /** Gives a user another role; the next refresh of the user's token carries its permissions. */
  @Patch(':id/role')
  @Requires('users:update')
  changeRole(
    @TenantId() tenantId: string,
    @CurrentCaller() caller: Caller,
    @Id() id: string,
    @Body() { role }: ChangeRoleDto,
    @IfMatch() expected: number | undefined,
  ): Promise<UserView> {
    return this.users.changeRole(tenantId, caller, id, role, expected);
  }

  /** Ends a user's access to the tenant and all of the user's sessions, for good. */
  @Post(':id/deactivate')
  @Requires('users:deactivate')
  @HttpCode(200)
  deactivate(
    @TenantId() tenantId: string,
    @CurrentCaller() caller: Caller,
    @Id() id: string,
    @Body() { reason }: DeactivateDto,
  ): Promise<UserView> {
    return this.users.deactivate(tenantId, caller, id, reason);
  }

  /** Erases a deactivated user: name and address are gone for good, and the user with them. */
  @Delete(':id')
  @Requires('users:deactivate')
  @HttpCode(204)
  erase(@TenantId() tenantId: string, @CurrentCaller() caller: Caller, @Id() id: string): Promise<void> {
    return this.erasures.erase(tenantId, caller, id);
  }
}
