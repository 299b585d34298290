import { Problem } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import { Transactions, type UnitOfWork } from '../messaging.js';
import { Import } from './import.entity.js';
import { ImportInterrupted } from './import.errors.js';
import { ImportRow } from './import-row.entity.js';
import { ImportsService } from './imports.service.js';
import type { CheckedRow } from './row-rules.js';

export const abandonTimer = 'abandon-import';
export const inviteTimer = 'invite-import';
/** A sender that is silent for so long has gone, or our process has. */
const patienceMs = 600_000;

/** Keeps an import while its file arrives. */
@Injectable()
export class ImportStore {
  constructor(
    private readonly transactions: Transactions,
    private readonly imports: ImportsService,
  ) {}

  async open(started: Import): Promise<void> {
    await this.transactions.inTenant(started.tenantId, async (unit) => {
      await unit.manager.insert(Import, started);
      await this.waitForMore(unit, started);
    });
  }

  /** Keeps a batch of rows and the counts so far. */
  async add(started: Import, rows: readonly CheckedRow[]): Promise<void> {
    await this.transactions.inTenant(started.tenantId, async (unit) => {
      await this.write(unit, started, rows);
      await unit.manager.save(Import, started);
      await this.waitForMore(unit, started);
    });
  }

  /** The file has been read to its end: contacts are complete, users are invited from here on. */
  async close(unit: UnitOfWork, started: Import, rows: readonly CheckedRow[]): Promise<void> {
    await this.write(unit, started, rows);
    await unit.unschedule(abandonTimer, started.id);
    if (started.kind === 'contacts') {
      await this.imports.complete(unit, started);
      return;
    }
    started.status = 'inviting';
    await unit.manager.save(Import, started);
    await unit.schedule({ kind: inviteTimer, key: started.id, dueAt: new Date() });
  }

  /** Keeps the report of a dry run. */
  async report(unit: UnitOfWork, started: Import): Promise<void> {
    started.status = 'checked';
    started.completedAt = new Date();
    await unit.manager.insert(Import, started);
  }

  /** Gives an import up: its rows go, the reason stays. */
  async fail(started: Pick<Import, 'id' | 'tenantId'>, error: unknown): Promise<void> {
    const failure = error instanceof Problem ? error.message : 'The upload ended before the file did.';
    await this.transactions.inTenant(started.tenantId, (unit) => this.giveUp(unit, started.id, failure));
  }

  async giveUp(unit: UnitOfWork, id: string, failure: string): Promise<void> {
    const counts = { totalRows: 0, acceptedRows: 0, rejectedRows: 0 };
    const given = { ...counts, status: 'failed' as const, failure, completedAt: new Date() };
    const { affected } = await unit.manager.update(Import, { id, status: 'receiving' }, given);
    if (affected) await unit.manager.delete(ImportRow, { importId: id });
    await unit.unschedule(abandonTimer, id);
  }

  private async write({ manager }: UnitOfWork, { id, tenantId }: Import, rows: readonly CheckedRow[]): Promise<void> {
    const lock = { mode: 'for_no_key_update' } as const;
    const kept = await manager.findOne(Import, { where: { id, status: 'receiving' }, lock });
    if (!kept) throw new ImportInterrupted('It took too long to arrive. Send it again.');
    await manager.query(
      `INSERT INTO import_row (import_id, tenant_id, line, values, status, reason)
       SELECT $1, $2, row.line, row.values, row.status, row.reason
       FROM jsonb_to_recordset($3::jsonb) AS row (line integer, values jsonb, status text, reason text)`,
      [id, tenantId, JSON.stringify(rows)],
    );
  }

  private waitForMore(unit: UnitOfWork, { id }: Import): Promise<void> {
    return unit.schedule({ kind: abandonTimer, key: id, dueAt: new Date(Date.now() + patienceMs) });
  }
}
