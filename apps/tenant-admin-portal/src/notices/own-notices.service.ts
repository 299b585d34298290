import { type Caller, mapPage, type Page } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull } from 'typeorm';
import { Transactions } from '../messaging.js';
import { countNotices, type NoticeCounts } from './count-notices.js';
import { type NoticesQuery, type NoticeView, viewOfNotice } from './notice.dto.js';
import { Notice } from './notice.entity.js';
import { NoSuchNotice, NothingToAcknowledge } from './notice.errors.js';
import { noticesPage } from './notices-page.js';

/** What readers do with their notices. */
@Injectable()
export class OwnNoticesService {
  constructor(private readonly transactions: Transactions) {}

  list(tenantId: string, { kind, subject }: Caller, query: NoticesQuery): Promise<Page<NoticeView>> {
    if (kind !== 'user') return Promise.resolve({ items: [], nextCursor: null });
    return this.transactions.inTenant(tenantId, async ({ manager }) =>
      mapPage(await noticesPage(manager, subject, query), viewOfNotice),
    );
  }

  counts(tenantId: string, caller: Caller): Promise<NoticeCounts> {
    return this.transactions.inTenant(tenantId, ({ manager }) => countNotices(manager, caller));
  }

  get(tenantId: string, caller: Caller, id: string): Promise<NoticeView> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => viewOfNotice(await own(manager, caller, id)));
  }

  read(tenantId: string, caller: Caller, id: string): Promise<NoticeView> {
    return this.change(tenantId, caller, id, (notice) => notice.read(new Date()));
  }

  acknowledge(tenantId: string, caller: Caller, id: string): Promise<NoticeView> {
    return this.change(tenantId, caller, id, (notice) => {
      if (!notice.mustAcknowledge) throw new NothingToAcknowledge('It is enough to read it.');
      notice.acknowledge(new Date());
    });
  }

  readAll(tenantId: string, caller: Caller): Promise<NoticeCounts> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const unread = { userId: caller.subject, open: true, mustAcknowledge: false, heldFor: IsNull() };
      if (caller.kind === 'user') {
        await manager.update(Notice, unread, { open: false, readAt: new Date(), version: () => 'version + 1' });
      }
      return countNotices(manager, caller);
    });
  }

  private change(tenantId: string, caller: Caller, id: string, change: (notice: Notice) => void): Promise<NoticeView> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const notice = await own(manager, caller, id, true);
      change(notice);
      return viewOfNotice(await manager.save(notice));
    });
  }
}

/** A notice that waits is not there yet, except to be looked at. */
async function own(manager: EntityManager, { kind, subject }: Caller, id: string, lock = false): Promise<Notice> {
  const notice =
    kind === 'user'
      ? await manager.findOne(Notice, {
          where: { id, userId: subject, inApp: true, ...(lock ? { heldFor: IsNull() } : {}) },
          ...(lock ? { lock: { mode: 'for_no_key_update' as const } } : {}),
        })
      : null;
  if (!notice) throw new NoSuchNotice();
  return notice;
}
