import { CommandRoute, Id, Tags, TenantId } from '@crm/platform';
import { Body, Controller, Post } from '@nestjs/common';
import { Transactions } from '../messaging.js';
import { MailInvitationDto } from './mail.dto.js';
import { MailService } from './mail.service.js';

@Tags('commands')
@Controller('internal/invitations')
export class MailInvitationController {
  constructor(
    private readonly transactions: Transactions,
    private readonly mail: MailService,
  ) {}

  /** Mails an invitation again, with the link it has by then; each call one mail. */
  @Post(':invitationId/mails')
  @CommandRoute('mail-invitation')
  again(
    @TenantId() tenantId: string,
    @Id('invitationId') invitationId: string,
    @Body() body: MailInvitationDto,
  ): Promise<{ deliveryId: string }> {
    return this.transactions.inTenant(tenantId, async (unit) => ({
      deliveryId: await this.mail.queueInvitation(unit, { invitationId, ...body }),
    }));
  }
}
