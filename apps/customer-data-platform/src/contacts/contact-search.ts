import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { applyConditions, type Condition } from '../segments/conditions.js';
import type { ContactsQuery } from './contact.dto.js';
import { Contact, emailKey } from './contact.entity.js';
import { plain } from './text-forms.js';

/** Sorts behind every text that begins alike. */
const end = '\u{10FFFF}';

/**
 * Contacts by filter and search. Search goes over the keys and not over `ILIKE`: under row-level security PostgreSQL
 * uses an index only for comparisons that cannot leak, which `=`, `<` and `>=` are and pattern matches are not.
 */
export function contactsMatching(
  manager: EntityManager,
  query: Omit<ContactsQuery, 'limit' | 'cursor' | 'segmentId'>,
  conditions: readonly Condition[] = [],
): SelectQueryBuilder<Contact> {
  const builder = manager.createQueryBuilder(Contact, 'contact');
  for (const [index, word] of plain(query.q ?? '')
    .split(/\s+/)
    .entries()) {
    const prefix = word.replace(/^[^\p{L}\p{N}]+/u, '').slice(0, 100);
    if (prefix === '') continue;
    builder.andWhere(
      `contact.id IN (SELECT contact_id FROM contact_key
         WHERE kind = 'word' AND key >= :word${index} AND key < :end${index})`,
      { [`word${index}`]: prefix, [`end${index}`]: prefix + end },
    );
  }
  if (query.email !== undefined) {
    builder.andWhere(`contact.id IN (SELECT contact_id FROM contact_key WHERE kind = 'email' AND key = :email)`, {
      email: emailKey(query.email),
    });
  }
  for (const field of ['company', 'ownerId', 'source', 'importId'] as const) {
    if (query[field] !== undefined) builder.andWhere(`contact.${field} = :${field}`, { [field]: query[field] });
  }
  if (query.bounced !== undefined) {
    builder.andWhere(`${query.bounced ? '' : 'NOT '}contact.emails @> '[{"status":"bounced"}]'`);
  }
  return applyConditions(builder, conditions);
}
