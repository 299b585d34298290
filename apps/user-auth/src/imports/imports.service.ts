import { BulkImportCompleted, type ImportedRow } from '@crm/events';
import { mapPage, type Page, type PageQuery, pageOf } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import { MoreThan } from 'typeorm';
import { Transactions, type UnitOfWork } from '../messaging.js';
import { type ImportRowsQuery, type ImportRowView, type ImportView, viewOfImport, viewOfRow } from './import.dto.js';
import { Import } from './import.entity.js';
import { ImportNotFound } from './import.errors.js';
import { ImportRow } from './import-row.entity.js';

export interface AcceptedRows {
  rows: ImportedRow[];
  nextAfter: number | null;
}

/** The imports of a tenant and their rows. */
@Injectable()
export class ImportsService {
  constructor(private readonly transactions: Transactions) {}

  list(tenantId: string, query: PageQuery): Promise<Page<ImportView>> {
    return this.transactions.inTenant(tenantId, async ({ manager }) =>
      mapPage(await pageOf(manager.createQueryBuilder(Import, 'import'), 'import', query), viewOfImport),
    );
  }

  read(tenantId: string, id: string): Promise<ImportView> {
    return this.transactions.inTenant(tenantId, async (unit) => viewOfImport(await found(unit, id)));
  }

  /** Rows in the order of the file. */
  rows(tenantId: string, id: string, { status, limit, cursor }: ImportRowsQuery): Promise<Page<ImportRowView>> {
    return this.transactions.inTenant(tenantId, async (unit) => {
      await found(unit, id);
      const rows = await unit.manager.find(ImportRow, {
        where: { importId: id, line: MoreThan(Number(cursor ?? 0)), ...(status ? { status } : {}) },
        order: { line: 'ASC' },
        take: limit + 1,
      });
      const items = rows.slice(0, limit);
      return { items: items.map(viewOfRow), nextCursor: rows.length > limit ? String(items.at(-1)?.line) : null };
    });
  }

  /** Accepted rows after a line, for whoever makes something of them. */
  async acceptedRows(tenantId: string, id: string, after: number, limit: number): Promise<AcceptedRows> {
    const query = { status: 'accepted', limit, cursor: String(after) } as const;
    const { items, nextCursor } = await this.rows(tenantId, id, query);
    return {
      rows: items.map(({ line, values }) => ({ line, values })),
      nextAfter: nextCursor === null ? null : Number(nextCursor),
    };
  }

  /** Ends an import that was carried out, and says so. */
  async complete(unit: UnitOfWork, done: Import): Promise<void> {
    done.status = 'completed';
    done.completedAt = new Date();
    await unit.manager.save(done);
    const { tenantId, id: importId, kind, startedBy, fileName, totalRows, acceptedRows, rejectedRows } = done;
    unit.publish(BulkImportCompleted, {
      ...{ tenantId, importId, kind, startedBy, totalRows, acceptedRows, rejectedRows },
      ...(fileName === null ? {} : { fileName }),
      completedAt: done.completedAt.toISOString(),
    });
  }
}

async function found({ manager }: UnitOfWork, id: string): Promise<Import> {
  const one = await manager.findOneBy(Import, { id });
  if (!one) throw new ImportNotFound();
  return one;
}
