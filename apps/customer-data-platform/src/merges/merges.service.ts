import { CustomerProfileMerged } from '@crm/events';
import { type FieldError, mapPage, newId, type Page, pageOf, ValidationFailed } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { viewOfContact } from '../contacts/contact.dto.js';
import { Contact } from '../contacts/contact.entity.js';
import { ContactMerged, ContactNotFound } from '../contacts/contact.errors.js';
import { isScalarField } from '../contacts/contact-fields.js';
import { lockedContacts, survivorOf } from '../contacts/contact-lookup.js';
import { ContactRedirect } from '../contacts/contact-redirect.entity.js';
import { ContactWriter } from '../contacts/contact-writer.service.js';
import { rekey } from '../contacts/key-store.js';
import { note } from '../contacts/timeline.js';
import { DuplicateSuggestion } from '../duplicates/duplicate-suggestion.entity.js';
import { Transactions, type UnitOfWork } from '../messaging.js';
import { type MergeDto, type MergedView, type MergesQuery, type MergeView, viewOfMerge } from './merge.dto.js';
import { Merge } from './merge.entity.js';
import { MergeNotFound } from './merge.errors.js';
import { survive } from './survivorship.js';

@Injectable()
export class MergesService {
  constructor(
    private readonly transactions: Transactions,
    private readonly writer: ContactWriter,
  ) {}

  merge(tenantId: string, body: MergeDto, actor: string): Promise<MergedView> {
    return this.transactions.inTenant(tenantId, async (unit) => {
      const { survivor, merged } = await contactsOf(unit.manager, body);
      refuseWrongChoices(body, [survivor, ...merged]);
      const after = survive(survivor, merged, body.choices ?? {});
      const merge = Object.assign(new Merge(), {
        id: newId(),
        tenantId,
        survivorId: survivor.id,
        survivorBefore: survivor,
        merged,
        score: await scoreOf(unit.manager, survivor, merged),
        mergedBy: actor,
        mergedAt: new Date(),
        undoneAt: null,
        undoneBy: null,
      });
      await this.dissolve(unit, merge, merged);
      await this.writer.write(unit, [{ before: survivor, after }], { source: 'merge' });
      const summary = `${merged.length === 1 ? 'A contact was' : `${merged.length} contacts were`} merged into this one.`;
      await note(unit.manager, [{ contact: after, kind: 'merged', summary, fields: [] }]);
      await unit.manager.insert(Merge, { ...merge, survivorAfter: after });
      tell(unit, merge, merged);
      return { ...viewOfMerge(merge), survivor: viewOfContact(after) };
    });
  }

  /** Newest first. */
  list(tenantId: string, query: MergesQuery): Promise<Page<MergeView>> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const { survivorId } = query;
      const builder = manager.createQueryBuilder(Merge, 'merge').where(survivorId ? { survivorId } : {});
      return mapPage(await pageOf(builder, 'merge', query), viewOfMerge);
    });
  }

  read(tenantId: string, id: string): Promise<MergeView> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const merge = await manager.findOneBy(Merge, { id });
      if (!merge) throw new MergeNotFound();
      return viewOfMerge(merge);
    });
  }

  /** Takes the merged contacts away; their ids lead to the survivor from now on. */
  private async dissolve({ manager, tenantId }: UnitOfWork, merge: Merge, merged: readonly Contact[]): Promise<void> {
    const [mergeId, survivorId] = [merge.id, merge.survivorId];
    await rekey(
      manager,
      tenantId,
      merged.map((before) => ({ before, after: null })),
    );
    await manager.delete(Contact, { id: In(merged.map(({ id }) => id)) });
    await manager.insert(
      ContactRedirect,
      merged.map(({ id: contactId }) => ({ contactId, tenantId, survivorId, mergeId })),
    );
  }
}

function tell(unit: UnitOfWork, merge: Merge, merged: readonly Contact[]): void {
  unit.publish(CustomerProfileMerged, {
    tenantId: merge.tenantId,
    mergeId: merge.id,
    survivorId: merge.survivorId,
    mergedIds: merged.map(({ id }) => id),
    mergedCreatedAt: merged.map(({ createdAt }) => createdAt.toISOString()),
    ...(merge.score === null ? {} : { score: merge.score }),
    mergedBy: merge.mergedBy,
    at: merge.mergedAt.toISOString(),
  });
}

async function contactsOf(manager: EntityManager, { survivorId, mergedIds }: MergeDto) {
  if (mergedIds.includes(survivorId)) {
    throw new ValidationFailed([
      { field: 'mergedIds', rule: 'notSurvivor', message: 'A contact cannot be merged into itself' },
    ]);
  }
  const contacts = new Map(
    (await lockedContacts(manager, [survivorId, ...mergedIds])).map((contact) => [contact.id, contact]),
  );
  for (const id of [survivorId, ...mergedIds]) {
    if (contacts.has(id)) continue;
    const mergedInto = await survivorOf(manager, id);
    if (mergedInto) throw new ContactMerged(`${id} was merged into ${mergedInto}: name that one.`, { mergedInto });
    throw new ContactNotFound(`There is no contact ${id}.`);
  }
  const [survivor, ...merged] = [survivorId, ...mergedIds].map((id) => contacts.get(id) as Contact);
  return { survivor: survivor as Contact, merged };
}

function refuseWrongChoices({ choices = {} }: MergeDto, contacts: readonly Contact[]): void {
  const errors = Object.entries(choices).flatMap(([field, id]): FieldError[] => {
    const known = field === 'emails' || isScalarField(field) || contacts.some(({ attributes }) => field in attributes);
    if (known && contacts.some((contact) => contact.id === id)) return [];
    const message = known ? `${field} must name one of the merged contacts` : `${field} is no field of these contacts`;
    return [{ field: `choices.${field}`, rule: 'choice', message }];
  });
  if (errors.length > 0) throw new ValidationFailed(errors);
}

/** The lowest of the scores that suggested this merge; null when a pair of it was not suggested. */
async function scoreOf(manager: EntityManager, survivor: Contact, merged: readonly Contact[]): Promise<number | null> {
  const pairs = merged.map(({ id }) => [id, survivor.id].sort()).map(([firstId, secondId]) => ({ firstId, secondId }));
  const found = await manager.findBy(DuplicateSuggestion, pairs);
  return found.length < merged.length ? null : Math.min(...found.map(({ score }) => score));
}
