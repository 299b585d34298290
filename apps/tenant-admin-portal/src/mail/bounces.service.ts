import type { Reason } from '@crm/bounces';
import { Injectable } from '@nestjs/common';
import { PortalConfig } from '../config.js';
import type { UnitOfWork } from '../messaging.js';
import { MailService } from './mail.service.js';
import { MailDelivery } from './mail-delivery.entity.js';
import { suppress } from './suppressions.js';

/** What somebody else says of a mail that a server had taken from us. */
export interface ReportedBounce {
  readonly reason: Reason;
  readonly hard: boolean;
  /** RFC 3463, where a server gave one. */
  readonly status: string | null;
  readonly diagnostic: string;
}

const hourMs = 3_600_000;
const softWindowMs = 7 * 24 * hourMs;

/** What a bounce that is proved to be of a mail of ours does to the mail, and to its address. */
@Injectable()
export class BouncesService {
  constructor(
    private readonly config: PortalConfig,
    private readonly mail: MailService,
  ) {}

  /** Answers whether it was news: a bounce may be reported twice. The caller has locked the delivery. */
  async record(unit: UnitOfWork, delivery: MailDelivery, bounce: ReportedBounce): Promise<boolean> {
    if (delivery.state === 'bounced' || delivery.state === 'cancelled') return false;
    const { reason, hard, status, diagnostic: response } = bounce;
    const now = new Date();
    if (hard) {
      const verdict = { state: 'bounced', kind: 'hard', reason, status, response, suppress: true } as const;
      await this.mail.bounce(unit, delivery, verdict, now);
    } else {
      if (delivery.softBouncedAt) return false;
      Object.assign(delivery, { reason, hard, status, response, softBouncedAt: now });
    }
    await unit.manager.save(delivery);
    if (!hard && (await this.tooManyInARow(unit, delivery, now))) await this.suspend(unit, delivery, bounce, now);
    return true;
  }

  /** Bounces come later than the next mails are sent: the newest, of which nothing is known yet, do not count. */
  private async tooManyInARow({ manager }: UnitOfWork, { recipient }: MailDelivery, now: Date): Promise<boolean> {
    const newest = await manager
      .createQueryBuilder(MailDelivery, 'mail')
      .where('lower(mail.recipient) = lower(:recipient)', { recipient })
      .andWhere('mail.triedAt > :since', { since: new Date(now.getTime() - softWindowMs) })
      .andWhere("mail.state = 'sent'")
      .orderBy('mail.id', 'DESC')
      .take(this.config.MAIL_SOFT_BOUNCES * 10)
      .getMany();
    const first = newest.findIndex(({ softBouncedAt }) => softBouncedAt !== null);
    const inARow = newest.slice(first, first + this.config.MAIL_SOFT_BOUNCES);
    return (
      inARow.length === this.config.MAIL_SOFT_BOUNCES && inARow.every(({ softBouncedAt }) => softBouncedAt !== null)
    );
  }

  private suspend(unit: UnitOfWork, { id, recipient }: MailDelivery, bounce: ReportedBounce, at: Date): Promise<void> {
    const { reason, status, diagnostic } = bounce;
    return suppress(unit.manager, {
      tenantId: unit.tenantId,
      address: recipient,
      kind: 'soft',
      reason,
      status,
      diagnostic,
      deliveryId: id,
      at,
      until: new Date(at.getTime() + this.config.MAIL_SUSPENSION_HOURS * hourMs),
    });
  }
}
