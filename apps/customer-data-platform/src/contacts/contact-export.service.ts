import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { AttributesService } from '../attributes/attributes.service.js';
import { Transactions } from '../messaging.js';
import { Contact } from './contact.entity.js';
import { csvLine } from './csv.js';

const pageSize = 500;
const columns = ['id', 'email', 'given_name', 'family_name', 'company', 'phone', 'job_title', 'owner_id', 'created_at'];

/** Writes contacts as CSV, page by page as the reader takes them; each page is a transaction of its own. */
@Injectable()
export class ContactExport {
  constructor(
    private readonly transactions: Transactions,
    private readonly attributes: AttributesService,
  ) {}

  csv(tenantId: string): Readable {
    return Readable.from(this.lines(tenantId), { objectMode: false });
  }

  private async *lines(tenantId: string): AsyncGenerator<string> {
    const keys = await this.transactions.inTenant(tenantId, async ({ manager }) => [
      ...(await this.attributes.definitions(manager)).keys(),
    ]);
    yield csvLine([...columns, ...keys]);
    let after: string | undefined;
    do {
      const page = await this.page(tenantId, after);
      if (page.length > 0) yield page.map((contact) => lineOf(contact, keys)).join('');
      after = page.length < pageSize ? undefined : page.at(-1)?.id;
    } while (after !== undefined);
  }

  private page(tenantId: string, after: string | undefined): Promise<Contact[]> {
    return this.transactions.inTenant(tenantId, ({ manager }) => {
      const builder = manager.createQueryBuilder(Contact, 'contact').orderBy('contact.id', 'ASC').take(pageSize);
      return (after === undefined ? builder : builder.where('contact.id > :after', { after })).getMany();
    });
  }
}

function lineOf(contact: Contact, keys: readonly string[]): string {
  const { id, primaryEmail, givenName, familyName, company, phones, jobTitle, ownerId, createdAt } = contact;
  return csvLine([
    ...[id, primaryEmail, givenName, familyName, company, phones[0]?.number ?? null, jobTitle, ownerId],
    createdAt.toISOString(),
    ...keys.map((key) => contact.attributes[key] ?? null),
  ]);
}
