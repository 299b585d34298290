import { type CommandsOf, OnTimer, type Timer, type TimerHandler } from '@crm/events';
import { CommandFailed, Commands } from '@crm/platform';
import { isEmail } from 'class-validator';
import { PortalConfig } from '../config.js';
import { Transactions, type UnitOfWork } from '../messaging.js';
import { consoleLink } from './console-link.js';
import { MailService, sendMailTimer } from './mail.service.js';
import { MailDelivery } from './mail-delivery.entity.js';
import { Smtp } from './smtp.js';
import { suppressionOf } from './suppressions.js';
import { invitationLetter } from './templates/invitation.js';
import type { Letter } from './templates/letter.js';
import { digestLetter, noticeLetter } from './templates/notice.js';
import type { Verdict } from './verdict.js';

/**
 * Sends one mail. The server is asked outside of the transaction that writes its answer, so a crash between the two
 * sends the mail again; both copies have the same Message-ID. In every other case each mail is sent once.
 */
@OnTimer(sendMailTimer)
export class SendMail implements TimerHandler<'tenant-admin-portal', Verdict | undefined> {
  constructor(
    private readonly transactions: Transactions,
    private readonly commands: Commands<CommandsOf<'tenant-admin-portal'>>,
    private readonly mail: MailService,
    private readonly smtp: Smtp,
    private readonly config: PortalConfig,
  ) {}

  async attempt({ tenantId, key }: Timer): Promise<Verdict | undefined> {
    const { delivery, suppression } = await this.transactions.inTenant(tenantId, async ({ manager }) => {
      const found = await manager.findOneBy(MailDelivery, { id: key });
      return { delivery: found, suppression: found && (await suppressionOf(manager, found.recipient)) };
    });
    if (!delivery || delivery.settled) return undefined;
    const { recipient } = delivery;
    if (!isEmail(recipient)) {
      const response = 'This is not an e-mail address.';
      return {
        state: 'bounced',
        kind: 'invalid-address',
        status: '5.1.3',
        response,
        reason: 'userunknown',
        suppress: false,
      };
    }
    if (suppression) {
      const { status, at, diagnostic } = suppression;
      const response = `Not sent: the address is on the suppression list since ${at.toISOString()}: ${diagnostic}`;
      return { state: 'bounced', kind: 'suppressed', status, response, reason: 'suppressed', suppress: false };
    }
    const letter = await this.letterOf(delivery);
    if (typeof letter === 'string') return { state: 'cancelled', response: letter };
    return this.smtp.send(delivery, letter);
  }

  async fire({ key }: Timer, unit: UnitOfWork, verdict: Verdict | undefined): Promise<void> {
    // A bounce may come before the server's answer has been written down.
    const delivery = await unit.manager.findOne(MailDelivery, {
      where: { id: key },
      lock: { mode: 'for_no_key_update' },
    });
    if (delivery && !delivery.settled && verdict) await this.mail.settle(unit, delivery, verdict);
  }

  /** The letter, or why there is nothing to be sent any more. */
  private async letterOf({ tenantId, invitationId, content }: MailDelivery): Promise<Letter | string> {
    const hrefOf = (link: string): string => consoleLink(this.config.PUBLIC_URL, tenantId, link);
    switch (content.kind) {
      case 'notice':
        return noticeLetter(content.notice, hrefOf);
      case 'digest':
        return digestLetter(content.notices, hrefOf);
      case 'invitation': {
        const link = await this.linkOf(tenantId, String(invitationId));
        return typeof link === 'string' ? link : invitationLetter({ ...content, ...link });
      }
    }
  }

  /** The secret exists in the mail only: it is asked for at the last moment and kept nowhere. */
  private async linkOf(tenantId: string, invitationId: string): Promise<{ url: string; expiresAt: string } | string> {
    try {
      const link = await this.commands.call('invitation-link', { params: { invitationId }, tenantId });
      return link.status === 'open' ? link : `The invitation is ${link.status}.`;
    } catch (error) {
      if (!(error instanceof CommandFailed) || error.transient) throw error;
      return `There is no link for the invitation: ${error.message}`;
    }
  }
}
