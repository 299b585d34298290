import type { Database } from '@crm/platform';
import type { EntityManager } from 'typeorm';
import type { ServiceName } from '../links.js';
import { UnitOfWork, type Wakeable } from './unit-of-work.js';

/** Opens units of work. */
export class ServiceTransactions<S extends ServiceName> {
  constructor(
    private readonly database: Database,
    private readonly service: S,
    private readonly relay: Wakeable,
    private readonly timers: Wakeable,
  ) {}

  /** Runs `work` in one transaction inside a tenant; commits when it returns, rolls back when it throws. */
  inTenant<T>(tenantId: string, work: (unit: UnitOfWork<S>) => Promise<T>): Promise<T> {
    return this.database.transaction(tenantId, (tx) => work(new UnitOfWork(tx, this.service, this.relay, this.timers)));
  }

  /** Runs `work` outside of every tenant, for the tables that belong to none. Nothing can be published there. */
  outsideTenants<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.database.transaction(null, (tx) => work(tx.manager));
  }
}
