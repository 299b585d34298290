import { assertVersion, mapPage, type Page, type PageQuery, pageOf, ValidationFailed } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { attributeErrors } from '../attributes/attribute-values.js';
import { AttributesService } from '../attributes/attributes.service.js';
import { Transactions, type UnitOfWork } from '../messaging.js';
import { SegmentsService } from '../segments/segments.service.js';
import { type ContactDto, type ContactsQuery, type ContactView, viewOfContact } from './contact.dto.js';
import { Contact } from './contact.entity.js';
import { ContactMerged } from './contact.errors.js';
import { contactOf, familyOf } from './contact-lookup.js';
import { contactsMatching } from './contact-search.js';
import { ContactWriter } from './contact-writer.service.js';
import { editContact } from './edit-contact.js';
import { forgetContact } from './forget-contact.js';
import { TimelineEntry } from './timeline-entry.entity.js';

@Injectable()
export class ContactsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly attributes: AttributesService,
    private readonly segments: SegmentsService,
    private readonly writer: ContactWriter,
  ) {}

  create(tenantId: string, body: ContactDto): Promise<ContactView> {
    return this.transactions.inTenant(tenantId, async (unit) => {
      await this.check(unit.manager, body);
      const contact = Contact.empty(tenantId, 'manual');
      editContact(contact, body);
      await this.writer.write(unit, [{ before: null, after: contact }], { source: 'manual' });
      return viewOfContact(contact);
    });
  }

  /** Asked for a merged contact it answers the survivor and says so. */
  read(tenantId: string, id: string): Promise<ContactView> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const contact = await contactOf(manager, id);
      return { ...(contact.id === id ? {} : { mergedInto: contact.id }), ...viewOfContact(contact) };
    });
  }

  list(tenantId: string, query: ContactsQuery): Promise<Page<ContactView>> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const conditions = query.segmentId ? await this.segments.conditionsOf(manager, query.segmentId) : [];
      return mapPage(await pageOf(contactsMatching(manager, query, conditions), 'contact', query), viewOfContact);
    });
  }

  edit(tenantId: string, id: string, body: ContactDto, expected: number | undefined): Promise<ContactView> {
    return this.transactions.inTenant(tenantId, async (unit) => {
      const before = await this.own(unit.manager, id);
      assertVersion(before.version, expected);
      return viewOfContact(await this.apply(unit, before, body, 'manual'));
    });
  }

  /** Changes scalar fields and attributes by name, as a workflow does; of a merged contact those of its survivor. */
  setFields(tenantId: string, id: string, body: ContactDto): Promise<Contact> {
    return this.transactions.inTenant(tenantId, async (unit) =>
      this.apply(unit, await contactOf(unit.manager, id, true), body, 'workflow'),
    );
  }

  remove(tenantId: string, id: string, expected: number | undefined): Promise<void> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const contact = await this.own(manager, id);
      assertVersion(contact.version, expected);
      await forgetContact(manager, contact);
    });
  }

  /** What happened to the contact and to those that were merged into it, newest first. */
  timeline(tenantId: string, id: string, query: PageQuery): Promise<Page<Omit<TimelineEntry, 'tenantId'>>> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const ids = await familyOf(manager, (await contactOf(manager, id)).id);
      const builder = manager.createQueryBuilder(TimelineEntry, 'entry').where({ contactId: In(ids) });
      return mapPage(await pageOf(builder, 'entry', query), ({ tenantId: _, ...entry }) => entry);
    });
  }

  private async apply(unit: UnitOfWork, before: Contact, body: ContactDto, source: 'manual' | 'workflow') {
    await this.check(unit.manager, body);
    const after = before.copy();
    editContact(after, body);
    await this.writer.write(unit, [{ before, after }], { source });
    return after;
  }

  private async check(manager: EntityManager, { attributes }: ContactDto): Promise<void> {
    if (!attributes || Object.keys(attributes).length === 0) return;
    const errors = attributeErrors(await this.attributes.definitions(manager), attributes);
    if (errors.length > 0) throw new ValidationFailed(errors);
  }

  /** The contact itself, locked; a merged one cannot be changed any more. */
  private async own(manager: EntityManager, id: string): Promise<Contact> {
    const contact = await contactOf(manager, id, true);
    if (contact.id === id) return contact;
    throw new ContactMerged(`Change its survivor ${contact.id} instead.`, { mergedInto: contact.id });
  }
}
