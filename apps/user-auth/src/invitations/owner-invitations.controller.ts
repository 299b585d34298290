import { type Caller, CommandRoute, CurrentCaller, Id, Tags, TenantId } from '@crm/platform';
import { Body, Controller, Delete, HttpCode, Post } from '@nestjs/common';
import { InviteOwnerDto } from './invitation.dto.js';
import { OwnerInvitationsService, type OwnerInvited } from './owner-invitations.service.js';

@Tags('commands')
@Controller('internal/owner-invitations')
export class OwnerInvitationsController {
  constructor(private readonly invitations: OwnerInvitationsService) {}

  @Post()
  @CommandRoute('invite-owner')
  invite(
    @TenantId() tenantId: string,
    @CurrentCaller() caller: Caller,
    @Body() { email, name }: InviteOwnerDto,
  ): Promise<OwnerInvited> {
    return this.invitations.invite(tenantId, email, name, caller.actor);
  }

  @Delete(':invitationId')
  @CommandRoute('withdraw-owner-invitation')
  @HttpCode(204)
  withdraw(@TenantId() tenantId: string, @Id('invitationId') invitationId: string): Promise<void> {
    return this.invitations.withdraw(tenantId, invitationId);
  }
}
