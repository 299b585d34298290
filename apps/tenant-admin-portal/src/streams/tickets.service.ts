import { createHash, randomBytes } from 'node:crypto';
import { type Caller, unauthenticated } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import { IsNull, LessThan } from 'typeorm';
import { headOf } from '../feed/feed-entries.js';
import { losesStream } from '../feed/stream-losses.js';
import { Transactions } from '../messaging.js';
import type { StreamName, TicketView } from './stream.dto.js';
import { StreamTicket } from './stream-ticket.entity.js';

const lifetimeMs = 30_000;

interface Redeemed {
  readonly caller: Caller;
  readonly feed_position: string;
}

/** Tickets for streams: 256 random bits, good for half a minute and for one use. */
@Injectable()
export class TicketsService {
  constructor(private readonly transactions: Transactions) {}

  async issue(caller: Caller, stream: StreamName): Promise<TicketView> {
    const ticket = randomBytes(32).toString('base64url');
    const expiresAt = new Date(Date.now() + lifetimeMs);
    const { tenantId } = caller;
    await this.transactions.outsideTenants(async (manager) => {
      await manager.delete(StreamTicket, { expiresAt: LessThan(new Date()) });
      await manager.insert(StreamTicket, {
        hash: hashOf(ticket),
        stream,
        caller,
        feedPosition: String(tenantId === null ? 0 : await headOf(manager, tenantId)),
        expiresAt,
        usedAt: null,
      });
    });
    return { ticket, expiresAt };
  }

  /**
   * Whom the ticket was made for; of two that come with it one gets in. `presenter` is who sends it, if anybody proved.
   * @throws Problem 401 when it is not good for this stream, or not any more
   */
  async redeem(ticket: string, stream: StreamName, presenter: Caller): Promise<Caller> {
    const sender = presenter.kind === 'anonymous' ? null : presenter.subject;
    const redeemed = await this.transactions.outsideTenants(async (manager) => {
      const { raw } = await manager
        .createQueryBuilder()
        .update(StreamTicket)
        .set({ usedAt: () => 'now()' })
        .where({ hash: hashOf(ticket), stream, usedAt: IsNull() })
        .andWhere('expires_at > now()')
        .andWhere("(:sender::text IS NULL OR caller->>'subject' = :sender)", { sender })
        .returning(['caller', 'feedPosition'])
        .execute();
      return (raw as Redeemed[])[0];
    });
    if (!redeemed || (await this.hasLapsed(redeemed))) throw unauthenticated('The ticket is not valid here and now.');
    return redeemed.caller;
  }

  private async hasLapsed({ caller, feed_position: since }: Redeemed): Promise<boolean> {
    const { tenantId, subject, tokenExpiresAt } = caller;
    if (tokenExpiresAt !== undefined && tokenExpiresAt * 1_000 <= Date.now()) return true;
    if (tenantId === null || caller.kind !== 'user') return false;
    return this.transactions.inTenant(tenantId, ({ manager }) =>
      losesStream(manager, tenantId, subject, Number(since)),
    );
  }
}

const hashOf = (ticket: string): Buffer => createHash('sha256').update(ticket).digest();
