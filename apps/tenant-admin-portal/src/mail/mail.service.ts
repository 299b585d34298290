import { NotificationBounced } from '@crm/events';
import { newId } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import { PortalConfig } from '../config.js';
import type { UnitOfWork } from '../messaging.js';
import type { MailContent } from './mail-content.js';
import { MailDelivery } from './mail-delivery.entity.js';
import { MailOrigin } from './mail-origin.entity.js';
import { suppress } from './suppressions.js';
import type { Verdict } from './verdict.js';

type Bounced = Extract<Verdict, { state: 'bounced' }>;

/** Tries to send a mail; its key is the delivery's id. */
export const sendMailTimer = 'send-mail';

const longestPauseMs = 4 * 3_600_000;

export interface NewMail {
  readonly recipient: string;
  readonly userId?: string;
  readonly invitationId?: string;
  readonly noticeId?: string;
  readonly subject: string;
  readonly content: MailContent;
}

export interface InvitationToMail {
  readonly invitationId: string;
  readonly userId: string;
  readonly email: string;
  readonly name: string;
  readonly role: string;
}

/** Keeps the mail log: what is to be sent, and what has become of it. */
@Injectable()
export class MailService {
  constructor(private readonly config: PortalConfig) {}

  /** Queues a mail; it is sent after the commit, or after `dueAt`. Answers the delivery's id. */
  async queue(unit: UnitOfWork, mail: NewMail, dueAt: Date = new Date()): Promise<string> {
    const id = newId();
    await unit.manager.insert(MailDelivery, {
      id,
      tenantId: unit.tenantId,
      recipient: mail.recipient,
      userId: mail.userId ?? null,
      invitationId: mail.invitationId ?? null,
      noticeId: mail.noticeId ?? null,
      // A header has one line.
      subject: mail.subject.replaceAll(/\s+/g, ' ').trim(),
      content: mail.content,
      state: 'queued',
      attempts: 0,
      queuedAt: new Date(),
    });
    await unit.manager.insert(MailOrigin, { deliveryId: id, tenantId: unit.tenantId });
    await unit.schedule({ kind: sendMailTimer, key: id, dueAt });
    return id;
  }

  /** Queues the mail of an invitation; its link is asked for when it is sent. */
  queueInvitation(unit: UnitOfWork, { invitationId, userId, email, name, role }: InvitationToMail): Promise<string> {
    const content = { kind: 'invitation', name, role } as const;
    return this.queue(unit, { recipient: email, userId, invitationId, subject: 'Your invitation', content });
  }

  /** Writes what a try has come to, says so if it bounced, and sets the next try if there is one. */
  async settle(unit: UnitOfWork, delivery: MailDelivery, verdict: Verdict): Promise<void> {
    const now = new Date();
    const answered = verdict.state !== 'cancelled' && !(verdict.state === 'deferred' && !verdict.answered);
    delivery.attempts += answered ? 1 : 0;
    delivery.response = verdict.response;
    delivery.status = 'status' in verdict ? verdict.status : null;
    delivery.reason = 'reason' in verdict ? verdict.reason : null;
    delivery.hard = delivery.reason === null ? null : 'suppress' in verdict && verdict.suppress;
    delivery.triedAt = now;
    delivery.nextTryAt = null;
    delivery.state = verdict.state;
    if (verdict.state === 'deferred') await this.defer(unit, delivery, now);
    else if (verdict.state === 'bounced') await this.bounce(unit, delivery, verdict, now);
    if (delivery.settled) delivery.settledAt = now;
    await unit.manager.save(delivery);
  }

  private async defer(unit: UnitOfWork, delivery: MailDelivery, now: Date): Promise<void> {
    if (delivery.attempts >= this.config.MAIL_ATTEMPTS) {
      const { status, response } = delivery;
      const reason = delivery.reason ?? 'expired';
      const diagnostic = `Given up after ${delivery.attempts} tries. The last answer: ${response ?? ''}`;
      // The address may be fine: it is mailed again next time.
      const verdict = {
        state: 'bounced',
        kind: 'hard',
        status,
        response: diagnostic,
        reason,
        suppress: false,
      } as const;
      await this.bounce(unit, delivery, verdict, now);
      return;
    }
    const pause = this.config.MAIL_RETRY_SECONDS * 1_000 * 2 ** Math.max(0, delivery.attempts - 1);
    delivery.nextTryAt = new Date(now.getTime() + Math.min(pause, longestPauseMs));
    await unit.schedule({ kind: sendMailTimer, key: delivery.id, dueAt: delivery.nextTryAt });
  }

  /** Gives a mail up and says so. The caller saves it. */
  async bounce(unit: UnitOfWork, delivery: MailDelivery, verdict: Bounced, now: Date): Promise<void> {
    const { kind, status, response, reason } = verdict;
    const hard = verdict.suppress || kind === 'invalid-address';
    Object.assign(delivery, { state: 'bounced', bounceKind: kind, status, response, reason, hard });
    delivery.nextTryAt = null;
    delivery.settledAt = now;
    if (verdict.suppress) await this.suppress(unit, delivery, verdict, now);
    unit.publish(NotificationBounced, {
      tenantId: unit.tenantId,
      notificationId: delivery.id,
      recipient: delivery.recipient.slice(0, 320),
      ...(delivery.userId === null ? {} : { userId: delivery.userId }),
      kind,
      ...(status === null ? {} : { status }),
      diagnostic: response.slice(0, 500),
      at: now.toISOString(),
    });
  }

  private suppress(unit: UnitOfWork, delivery: MailDelivery, verdict: Bounced, at: Date): Promise<void> {
    const { kind, reason, status, response: diagnostic } = verdict;
    return suppress(unit.manager, {
      tenantId: unit.tenantId,
      address: delivery.recipient,
      kind: kind === 'invalid-address' ? kind : 'hard',
      reason,
      status,
      diagnostic,
      deliveryId: delivery.id,
      at,
      until: null,
    });
  }
}
