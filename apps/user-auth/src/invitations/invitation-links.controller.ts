import { CommandRoute, Id, Tags, TenantId } from '@crm/platform';
import { Controller, Get } from '@nestjs/common';
import { AuthConfig } from '../config.js';
import { KeysService } from '../keys/keys.service.js';
import { Transactions } from '../messaging.js';
import { tokenOf } from './invitation-token.js';
import { InvitationsService } from './invitations.service.js';

export interface InvitationLink {
  url: string;
  token: string;
  expiresAt: string;
  status: string;
}

@Tags('commands')
@Controller('internal/invitations')
export class InvitationLinksController {
  constructor(
    private readonly transactions: Transactions,
    private readonly invitations: InvitationsService,
    private readonly keys: KeysService,
    private readonly config: AuthConfig,
  ) {}

  /** The link of an invitation, for the mail that carries it. Once the invitation is not open it opens nothing. */
  @Get(':invitationId/link')
  @CommandRoute('invitation-link')
  link(@TenantId() tenantId: string, @Id('invitationId') id: string): Promise<InvitationLink> {
    return this.transactions.inTenant(tenantId, async (unit) => {
      const invitation = await this.invitations.found(unit, id);
      const token = tokenOf(invitation, await this.keys.linkSecret(unit.manager));
      const url = `${this.config.PUBLIC_URL.replace(/\/$/, '')}/console/accept-invitation?token=${token}`;
      const { expiresAt } = invitation;
      return { url, token, expiresAt: expiresAt.toISOString(), status: invitation.statusAt(new Date()) };
    });
  }
}
