import { Injectable } from '@nestjs/common';
import { Transactions, type UnitOfWork } from '../messaging.js';
import { LifecycleChange } from './lifecycle-change.entity.js';
import { type OverlayView, overlaysOf } from './overlay.js';

/** Keeps what lies over all bindings of a tenant. The bindings themselves stay untouched. */
@Injectable()
export class OverlaysService {
  constructor(private readonly transactions: Transactions) {}

  /** Keeps a change of the tenant's status; one that was told before changes nothing. */
  async keep(
    { manager, tenantId }: UnitOfWork,
    kind: LifecycleChange['kind'],
    { revision, reason, at }: { revision: number; reason: string; at: string },
  ): Promise<void> {
    await manager
      .createQueryBuilder()
      .insert()
      .into(LifecycleChange)
      .values({ tenantId, revision, kind, reason, at: new Date(at) })
      .orIgnore()
      .execute();
  }

  list(tenantId: string): Promise<{ items: OverlayView[] }> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => ({
      items: overlaysOf(await manager.find(LifecycleChange)),
    }));
  }
}
