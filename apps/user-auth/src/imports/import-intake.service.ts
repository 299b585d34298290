import { Readable } from 'node:stream';
import { type Caller, Forbidden } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import { withholdIdempotency } from '../idempotency.js';
import { Transactions } from '../messaging.js';
import { mayGrant } from '../users/role-name.js';
import { csvRecords } from './csv-records.js';
import { type ImportView, type StartImportQuery, viewOfImport } from './import.dto.js';
import { Import } from './import.entity.js';
import { TooManyRows } from './import.errors.js';
import { ImportStore } from './import-store.service.js';
import { type CheckedRow, columnsOf, RowRules } from './row-rules.js';

const mostRows = 100_000;
const batchRows = 1_000;
/** A dry run reports this many rejected rows. */
const mostRejections = 1_000;

/** Reads files as they arrive: whatever their size, a batch of rows is all that is held. */
@Injectable()
export class ImportIntakeService {
  constructor(
    private readonly transactions: Transactions,
    private readonly store: ImportStore,
  ) {}

  /** @throws unreadable-csv, missing-column, too-many-rows, payload-too-large; then nothing of the file is kept */
  async receive(
    tenantId: string,
    caller: Caller,
    { kind, dryRun, fileName }: StartImportQuery,
    body: Readable | undefined,
  ): Promise<ImportView> {
    const permitted = caller.kind !== 'user' || kind !== 'users' || caller.permissions.includes('users:invite');
    if (!permitted) throw new Forbidden('The permission users:invite is needed to import users.');
    const giveBack = withholdIdempotency();
    const records = csvRecords(body ?? Readable.from([]));
    const columns = columnsOf((await records.next()).value || undefined, kind);
    const about = { kind, dryRun, fileName: fileName || null, columns };
    const started = Import.begin(tenantId, caller, about);
    const rules = new RowRules(kind, columns, (role) => caller.kind !== 'user' || mayGrant(caller.role, role));
    if (!dryRun) await this.store.open(started);
    try {
      let batch: CheckedRow[] = [];
      for await (const record of records) {
        if (started.totalRows === mostRows) throw new TooManyRows(`At most ${mostRows} rows. Split the file.`);
        batch.push(count(started, rules.check(record)));
        if (batch.length < batchRows) continue;
        if (!dryRun) await this.store.add(started, batch);
        batch = [];
      }
      giveBack();
      return await this.transactions.inTenant(tenantId, async (unit) => {
        if (dryRun) await this.store.report(unit, started);
        else await this.store.close(unit, started, batch);
        return viewOfImport(started);
      });
    } catch (error) {
      const giveBackToo = withholdIdempotency();
      // Where even this fails, the timer gives the import up later.
      if (!dryRun) await this.store.fail(started, error).catch(() => undefined);
      giveBackToo();
      throw error;
    }
  }
}

function count(into: Import, row: CheckedRow): CheckedRow {
  into.totalRows += 1;
  if (row.status === 'accepted') {
    into.acceptedRows += 1;
    return row;
  }
  into.rejectedRows += 1;
  if (into.dryRun && into.rejections.length < mostRejections) {
    into.rejections.push({ line: row.line, reason: row.reason ?? '' });
  }
  return row;
}
