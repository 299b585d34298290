import { Requires } from '@crm/events';
import { type Caller, CurrentCaller, Id, type Page, Tags, TenantId } from '@crm/platform';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { InvitationsQuery, type InvitationView, InviteDto } from './invitation.dto.js';
import { InvitationsService } from './invitations.service.js';

@Tags('invitations')
@Controller('v1/invitations')
export class InvitationsController {
  constructor(private readonly invitations: InvitationsService) {}

  /** Invites an address with a role; the mail with the link follows. */
  @Post()
  @Requires('users:invite')
  invite(
    @TenantId() tenantId: string,
    @CurrentCaller() caller: Caller,
    @Body() body: InviteDto,
  ): Promise<InvitationView> {
    return this.invitations.create(tenantId, caller, body);
  }

  /** Newest first. */
  @Get()
  @Requires('users:read')
  list(@TenantId() tenantId: string, @Query() query: InvitationsQuery): Promise<Page<InvitationView>> {
    return this.invitations.list(tenantId, query);
  }

  @Get(':id')
  @Requires('users:read')
  read(@TenantId() tenantId: string, @Id() id: string): Promise<InvitationView> {
    return this.invitations.read(tenantId, id);
  }

  /** Replaces the link by a new one that is good for seven days. */
  @Post(':id/resend')
  @Requires('users:invite')
  @HttpCode(200)
  resend(@TenantId() tenantId: string, @CurrentCaller() caller: Caller, @Id() id: string): Promise<InvitationView> {
    return this.invitations.resend(tenantId, caller, id);
  }

  /** Makes the link worthless. */
  @Post(':id/revoke')
  @Requires('users:invite')
  @HttpCode(200)
  revoke(@TenantId() tenantId: string, @CurrentCaller() caller: Caller, @Id() id: string): Promise<InvitationView> {
    return this.invitations.revoke(tenantId, caller, id);
  }
}
