import { readBounces } from '@crm/bounces';
import { storable } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import { Transactions, type UnitOfWork } from '../messaging.js';
import { BounceAddresses, bounceAddressesIn } from './bounce-addresses.js';
import { BouncesService, type ReportedBounce } from './bounces.service.js';
import { BounceOfAnother, NotABounce, NotOurBounce } from './mail.errors.js';
import { MailDelivery } from './mail-delivery.entity.js';
import { MailOrigin } from './mail-origin.entity.js';
import type { ProviderBounce } from './provider-events.js';

interface Claim {
  readonly tenantId: string;
  readonly deliveryId: string;
}

/** Finds the mail that a bounce is of, and takes nobody's word for it. */
@Injectable()
export class ReceivedBouncesService {
  constructor(
    private readonly transactions: Transactions,
    private readonly addresses: BounceAddresses,
    private readonly bounces: BouncesService,
  ) {}

  /**
   * A mail that came to one of our bounce addresses. Answers whether it was news.
   *
   * @param recipient the address it came to; without it, one that stands in the mail's own fields
   * @throws NotOurBounce, NotABounce, BounceOfAnother; of forged ones nothing else is read
   */
  async fromMail(mail: Buffer, recipient: string | undefined): Promise<boolean> {
    const claim = await this.proved(recipient ?? addressFields(mail));
    const reports = await readBounces(mail).catch(() => []);
    if (reports.length === 0) throw new NotABounce();
    return this.inDelivery(claim, async (unit, delivery) => {
      const mailed = delivery.recipient.toLowerCase();
      const report = reports.find(({ address, originalAddress }) =>
        [address, originalAddress].some((one) => one?.toLowerCase() === mailed),
      );
      if (!report) throw new BounceOfAnother();
      if (report.action !== 'failed') return false;
      const { reason, hard, diagnostic } = report;
      const status = report.statusGiven ? report.status : null;
      return this.bounces.record(unit, delivery, storable({ reason, hard, status, diagnostic }));
    });
  }

  /**
   * What a provider says; its signature is checked. All of it is looked at before anything is changed. Answers how many
   * were news.
   * @throws NotOurBounce, BounceOfAnother
   */
  async fromProvider(events: readonly ProviderBounce[]): Promise<number> {
    const claims: [Claim, ReportedBounce][] = [];
    for (const { deliveryId, recipient, bounce } of events) {
      const claim = { deliveryId, tenantId: await this.tenantOf(deliveryId) };
      await this.inDelivery(claim, async (_unit, delivery) => {
        if (delivery.recipient.toLowerCase() !== recipient.toLowerCase()) throw new BounceOfAnother();
      });
      claims.push([claim, storable(bounce)]);
    }
    let news = 0;
    for (const [claim, bounce] of claims) {
      const record = (unit: UnitOfWork, delivery: MailDelivery) => this.bounces.record(unit, delivery, bounce);
      if (await this.inDelivery(claim, record)) news += 1;
    }
    return news;
  }

  /** The first address that was made here for the mail it names. */
  private async proved(text: string): Promise<Claim> {
    for (const address of bounceAddressesIn(text).slice(0, 5)) {
      const { deliveryId } = address;
      const claim = { deliveryId, tenantId: await this.tenantOf(deliveryId) };
      if (await this.inDelivery(claim, async (_unit, delivery) => this.addresses.proves(address, delivery)))
        return claim;
    }
    throw new NotOurBounce();
  }

  private async tenantOf(deliveryId: string): Promise<string> {
    const origin = await this.transactions.outsideTenants((manager) => manager.findOneBy(MailOrigin, { deliveryId }));
    if (!origin) throw new NotOurBounce();
    return origin.tenantId;
  }

  private inDelivery<T>(
    { tenantId, deliveryId }: Claim,
    work: (unit: UnitOfWork, delivery: MailDelivery) => Promise<T>,
  ): Promise<T> {
    return this.transactions.inTenant(tenantId, async (unit) => {
      const where = { id: deliveryId, tenantId };
      const lock = { mode: 'for_no_key_update' } as const;
      const delivery = await unit.manager.findOne(MailDelivery, { where, lock });
      if (!delivery) throw new NotOurBounce();
      return work(unit, delivery);
    });
  }
}

/** The fields of a mail, and of the report in it, that say where it came to and for whom. */
function addressFields(mail: Buffer): string {
  const fields =
    /^(?:to|delivered-to|x-original-to|envelope-to|original-recipient|final-recipient|return-path):.*(?:\r?\n[ \t].*)*/gim;
  return (mail.toString('latin1').match(fields) ?? []).join('\n');
}
