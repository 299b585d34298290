import type { ImportedRow } from '@crm/events';
import { defineProblem, mapPage, newId, type Page, type PageQuery, pageOf } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import { AttributesService } from '../attributes/attributes.service.js';
import { Contact } from '../contacts/contact.entity.js';
import { ContactWriter } from '../contacts/contact-writer.service.js';
import { editContact } from '../contacts/edit-contact.js';
import { IdentityRulesService } from '../identity-rules/identity-rules.service.js';
import { Transactions, type UnitOfWork } from '../messaging.js';
import {
  type ContactImportView,
  type ImportResultView,
  type ResultsQuery,
  viewOfImport,
  viewOfResult,
} from './contact-import.dto.js';
import { ContactImport } from './contact-import.entity.js';
import { ImportResult } from './import-result.entity.js';
import { KnownContacts } from './known-contacts.js';
import { readRow } from './read-row.js';
import { takeRow } from './take-row.js';

export const ImportNotFound = defineProblem('contact-import-not-found', 404, 'There is no such import of contacts');

@Injectable()
export class ContactImportsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly attributes: AttributesService,
    private readonly rules: IdentityRulesService,
    private readonly writer: ContactWriter,
  ) {}

  /** Opens the import's record; answers whether it is new. */
  async open({ manager, tenantId }: UnitOfWork, id: string, acceptedRows: number): Promise<boolean> {
    const { raw } = await manager
      .createQueryBuilder()
      .insert()
      .into(ContactImport)
      .values({
        ...{ id, tenantId, status: 'running', error: null, acceptedRows },
        ...{ created: 0, updated: 0, merged: 0, invalid: 0, startedAt: new Date(), finishedAt: null },
      })
      .orIgnore()
      .returning('id')
      .execute();
    return raw.length > 0;
  }

  /** Takes a chunk of rows: contacts, results and counts of all of them, in the caller's transaction. */
  async take(unit: UnitOfWork, importId: string, rows: readonly ImportedRow[]): Promise<void> {
    const { manager, tenantId } = unit;
    const definitions = await this.attributes.definitions(manager);
    const read = rows.map((row) => {
      const content = readRow(row, definitions);
      return 'invalid' in content
        ? { row, content }
        : { row, content, draft: draftOf(tenantId, importId, content.edit) };
    });
    const drafts = read.flatMap(({ draft }) => draft ?? []);
    const known = await KnownContacts.load(manager, drafts, await this.rules.kindsFor(manager, 'mergesImports'));
    const results = read.map(({ row, content, draft }): ImportResult => {
      const result = { id: newId(), tenantId, importId, line: row.line };
      if ('invalid' in content || !draft) {
        const reason = 'invalid' in content ? content.invalid : null;
        return { ...result, outcome: 'invalid', contactId: null, reason, note: null };
      }
      const { outcome, contact } = takeRow(known, content.edit, draft);
      return { ...result, outcome, contactId: contact.id, reason: null, note: content.note };
    });
    await this.writer.write(unit, known.changes(), { source: 'import', importId, summary: 'Imported from a file.' });
    await manager.insert(ImportResult, results);
    for (const outcome of ['created', 'updated', 'merged', 'invalid'] as const) {
      const count = results.filter((result) => result.outcome === outcome).length;
      if (count > 0) await manager.increment(ContactImport, { id: importId }, outcome, count);
    }
  }

  async finish({ manager }: UnitOfWork, id: string, error: string | null = null): Promise<void> {
    const status = error === null ? 'completed' : 'failed';
    await manager.update(ContactImport, { id }, { status, error, finishedAt: new Date() });
  }

  list(tenantId: string, query: PageQuery): Promise<Page<ContactImportView>> {
    return this.transactions.inTenant(tenantId, async ({ manager }) =>
      mapPage(await pageOf(manager.createQueryBuilder(ContactImport, 'import'), 'import', query), viewOfImport),
    );
  }

  read(tenantId: string, id: string): Promise<ContactImportView> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const found = await manager.findOneBy(ContactImport, { id });
      if (!found) throw new ImportNotFound('It appears as soon as the import has been completed by user-auth.');
      return viewOfImport(found);
    });
  }

  /** Row by row in the order of the file. */
  results(tenantId: string, importId: string, query: ResultsQuery): Promise<Page<ImportResultView>> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      if (!(await manager.existsBy(ContactImport, { id: importId }))) throw new ImportNotFound();
      const { outcome } = query;
      const builder = manager
        .createQueryBuilder(ImportResult, 'result')
        .where({ importId, ...(outcome ? { outcome } : {}) });
      return mapPage(await pageOf(builder, 'result', query, 'ASC'), viewOfResult);
    });
  }
}

function draftOf(tenantId: string, importId: string, edit: Parameters<typeof editContact>[1]): Contact {
  const draft = Contact.empty(tenantId, 'import', importId);
  editContact(draft, edit);
  return draft;
}
