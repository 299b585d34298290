import { mapPage, newId, type Page, type PageQuery, pageOf } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import { AuditConfig } from '../config.js';
import type { Log } from '../logs/log.entity.js';
import { Transactions, type UnitOfWork } from '../messaging.js';
import { Checkpoint, type CheckpointCause } from './checkpoint.entity.js';
import { CheckpointKeys } from './checkpoint-keys.js';

export type CheckpointView = Omit<Checkpoint, 'tenantId'>;

export function viewOfCheckpoint({ tenantId: _own, ...checkpoint }: Checkpoint): CheckpointView {
  return { ...checkpoint };
}

/** Signs where the log stands, so that it can be proved later. */
@Injectable()
export class CheckpointsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly keys: CheckpointKeys,
    private readonly config: AuditConfig,
  ) {}

  async take(
    { manager, tenantId }: UnitOfWork,
    { position, head }: Pick<Log, 'position' | 'head'>,
    cause: CheckpointCause,
  ): Promise<void> {
    const statement = { tenantId, position, hash: head, at: new Date(), cause };
    const signature = this.keys.sign(statement);
    await manager.insert(Checkpoint, { id: newId(), ...statement, keyId: this.keys.keyId, signature });
  }

  /** A long log has a checkpoint every so many entries, whatever happens. */
  async takeAtInterval(unit: UnitOfWork, log: Log): Promise<void> {
    if (log.position % this.config.AUDIT_CHECKPOINT_EVERY === 0) await this.take(unit, log, 'interval');
  }

  list(tenantId: string, query: PageQuery): Promise<Page<CheckpointView>> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const found = manager.createQueryBuilder(Checkpoint, 'checkpoint');
      return mapPage(await pageOf(found, 'checkpoint', query), viewOfCheckpoint);
    });
  }
}
