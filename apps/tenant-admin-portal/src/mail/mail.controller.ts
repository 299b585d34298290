import { Requires } from '@crm/events';
import { Id, mapPage, type Page, PageQuery, pageOf, Tags, TenantId } from '@crm/platform';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { Transactions } from '../messaging.js';
import {
  MailQuery,
  type MailView,
  SuppressDto,
  type SuppressionView,
  viewOfMail,
  viewOfSuppression,
} from './mail.dto.js';
import { NoSuchMail, NotSuppressed } from './mail.errors.js';
import { MailDelivery } from './mail-delivery.entity.js';
import { Suppression } from './suppression.entity.js';
import { suppress } from './suppressions.js';

@Tags('mail')
@Controller('v1/mail')
export class MailController {
  constructor(private readonly transactions: Transactions) {}

  /** The tenant's mails and what has become of them, newest first. */
  @Get()
  @Requires('mail:read')
  list(@TenantId() tenantId: string, @Query() query: MailQuery): Promise<Page<MailView>> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const mails = manager.createQueryBuilder(MailDelivery, 'mail').where('mail.tenantId = :tenantId', { tenantId });
      if (query.state) mails.andWhere('mail.state = :state', { state: query.state });
      if (query.recipient) mails.andWhere('lower(mail.recipient) = lower(:to)', { to: query.recipient });
      return mapPage(await pageOf(mails, 'mail', query), viewOfMail);
    });
  }

  /** Addresses that are not mailed again, newest first. */
  @Get('suppressions')
  @Requires('mail:read')
  suppressions(@TenantId() tenantId: string, @Query() query: PageQuery): Promise<Page<SuppressionView>> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const rows = manager.createQueryBuilder(Suppression, 'suppression');
      rows.where('(suppression.until IS NULL OR suppression.until > now())');
      return mapPage(await pageOf(rows, 'suppression', query), viewOfSuppression);
    });
  }

  /** Puts an address on the list by hand; one that is there for good stays as it is. */
  @Post('suppressions')
  @Requires('mail:update')
  suppress(@TenantId() tenantId: string, @Body() { address, note }: SuppressDto): Promise<SuppressionView> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const given = { tenantId, address, kind: 'manual', reason: null, status: null, deliveryId: null } as const;
      const diagnostic = note ?? 'It was put on the list by hand.';
      await suppress(manager, { ...given, diagnostic, at: new Date(), until: null });
      return viewOfSuppression(await manager.findOneByOrFail(Suppression, { address: address.toLowerCase() }));
    });
  }

  /** Takes an address off the list: the next mail to it is tried again. */
  @Delete('suppressions/:address')
  @HttpCode(204)
  @Requires('mail:update')
  async unsuppress(@TenantId() tenantId: string, @Param('address') address: string): Promise<void> {
    await this.transactions.inTenant(tenantId, async ({ manager }) => {
      const { affected } = await manager.delete(Suppression, { tenantId, address: address.toLowerCase() });
      if (!affected) throw new NotSuppressed();
    });
  }

  /** What has become of an invitation's mail: the newest, if it was sent more than once. */
  @Get('invitations/:invitationId')
  @Requires('users:read')
  ofInvitation(@TenantId() tenantId: string, @Id('invitationId') invitationId: string): Promise<MailView> {
    return this.newest(tenantId, { invitationId });
  }

  @Get(':id')
  @Requires('mail:read')
  read(@TenantId() tenantId: string, @Id() id: string): Promise<MailView> {
    return this.newest(tenantId, { id });
  }

  private newest(tenantId: string, which: { id: string } | { invitationId: string }): Promise<MailView> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const mail = await manager.findOne(MailDelivery, { where: { tenantId, ...which }, order: { id: 'DESC' } });
      if (!mail) throw new NoSuchMail();
      return viewOfMail(mail);
    });
  }
}
