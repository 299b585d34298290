import type { ContactFacts } from '@crm/events';
import { type FieldError, ValidationFailed } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { Transactions } from '../messaging.js';
import { countContacts } from '../team-members/count-contacts.js';
import { ContactDto } from './contact.dto.js';
import type { Contact } from './contact.entity.js';
import { isScalarField, scalarFields } from './contact-fields.js';
import { contactOf } from './contact-lookup.js';
import { ContactsService } from './contacts.service.js';

/** Contacts as other services see and change them: fields by name, and a merged contact's id stands for its survivor. */
@Injectable()
export class ContactCommands {
  constructor(
    private readonly transactions: Transactions,
    private readonly contacts: ContactsService,
  ) {}

  count(tenantId: string): Promise<{ contacts: number }> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => ({ contacts: await countContacts(manager) }));
  }

  facts(tenantId: string, id: string): Promise<ContactFacts> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => factsOf(await contactOf(manager, id)));
  }

  /** @throws ValidationFailed for names that are no scalar field and no attribute, and for values that do not fit */
  async setFields(tenantId: string, id: string, fields: Record<string, unknown>): Promise<ContactFacts> {
    const entries = Object.entries(fields);
    const own = entries.filter(([name]) => !isScalarField(name));
    const edit = plainToInstance(ContactDto, {
      ...Object.fromEntries(entries.filter(([name]) => isScalarField(name))),
      ...(own.length > 0 ? { attributes: Object.fromEntries(own) } : {}),
    });
    const errors = validateSync(edit).flatMap(({ property, constraints }): FieldError[] =>
      Object.entries(constraints ?? {}).map(([rule, message]) => ({ field: `fields.${property}`, rule, message })),
    );
    if (errors.length > 0) throw new ValidationFailed(errors);
    return factsOf(await this.contacts.setFields(tenantId, id, edit));
  }
}

function factsOf(contact: Contact): ContactFacts {
  const { id, version, primaryEmail, displayName, company, ownerId, source, phones, attributes } = contact;
  return {
    id,
    version,
    email: primaryEmail,
    displayName,
    company,
    ownerId,
    fields: {
      ...Object.fromEntries(scalarFields.map((field) => [field, contact[field]])),
      ...{ email: primaryEmail, phone: phones[0]?.number ?? null, source },
      ...attributes,
    },
  };
}
