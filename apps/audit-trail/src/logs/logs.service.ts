import { defineProblem } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import { CheckpointsService } from '../checkpoints/checkpoints.service.js';
import { AuditConfig } from '../config.js';
import type { Entry } from '../entries/entry.entity.js';
import { genesisHash } from '../entries/entry-hash.js';
import { Transactions, type UnitOfWork } from '../messaging.js';
import { Log } from './log.entity.js';

const dayMs = 86_400_000;

export const NoSuchLog = defineProblem('no-such-log', 404, 'The tenant has no audit log');

export interface LogView {
  status: 'open' | 'sealed';
  entries: number;
  head: string;
  openedAt: Date | null;
  sealedAt: Date | null;
  retentionUntil: Date | null;
  /** Where a closed tenant takes its whole log along, as long as it is kept. */
  finalExport: { offeredAt: Date; path: string } | null;
}

/** Keeps the head of each tenant's log. */
@Injectable()
export class LogsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly checkpoints: CheckpointsService,
    private readonly config: AuditConfig,
  ) {}

  /** The tenant's log, locked until the end of the unit of work; it is made when nothing was told of the tenant yet. */
  async locked({ manager, tenantId }: UnitOfWork): Promise<Log> {
    const where = { where: { tenantId }, lock: { mode: 'for_no_key_update' as const } };
    const known = await manager.findOne(Log, where);
    if (known) return known;
    const fresh = { tenantId, tenantName: null, status: 'open' as const, position: 0, head: genesisHash };
    const times = { openedAt: null, sealedAt: null, retentionUntil: null, exportOfferedAt: null };
    await manager
      .createQueryBuilder()
      .insert()
      .into(Log)
      .values({ ...fresh, ...times })
      .orIgnore()
      .execute();
    return manager.findOneOrFail(Log, where);
  }

  /** The entry is the log's head from here on. */
  async advance({ manager, tenantId }: UnitOfWork, log: Log, { position, hash }: Entry): Promise<void> {
    log.position = position;
    log.head = hash;
    await manager.update(Log, { tenantId }, { position, head: hash });
  }

  /** Opens the log with its first checkpoint. A log that events of other services have begun is opened all the same. */
  async open(unit: UnitOfWork, tenantName: string, at: Date): Promise<void> {
    const log = await this.locked(unit);
    if (log.openedAt) return;
    await unit.manager.update(Log, { tenantId: unit.tenantId }, { openedAt: at, tenantName });
    await this.checkpoints.take(unit, log, 'opened');
  }

  /** Proves the log's state at this moment. */
  async prove(unit: UnitOfWork, cause: 'suspended'): Promise<void> {
    await this.checkpoints.take(unit, await this.locked(unit), cause);
  }

  /** Seals the log: what is told later is kept, and marked. Retention starts and the final export is offered. */
  async seal(unit: UnitOfWork, at: Date): Promise<void> {
    const log = await this.locked(unit);
    if (log.status === 'sealed') return;
    const retentionUntil = new Date(at.getTime() + this.config.AUDIT_RETENTION_DAYS * dayMs);
    await unit.manager.update(
      Log,
      { tenantId: unit.tenantId },
      { status: 'sealed', sealedAt: at, retentionUntil, exportOfferedAt: new Date() },
    );
    await this.checkpoints.take(unit, log, 'sealed');
  }

  read(tenantId: string): Promise<LogView> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const log = await manager.findOneBy(Log, { tenantId });
      if (!log) throw new NoSuchLog('It appears with the first thing that happens in the tenant.');
      const { status, position, head, openedAt, sealedAt, retentionUntil, exportOfferedAt } = log;
      const finalExport = exportOfferedAt && { offeredAt: exportOfferedAt, path: '/v1/audit/export' };
      return { status, entries: position, head, openedAt, sealedAt, retentionUntil, finalExport };
    });
  }
}
