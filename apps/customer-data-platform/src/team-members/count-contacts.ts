import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { Contact } from '../contacts/contact.entity.js';

/** SQL for the ids of contacts that are team members. Looked up and not stored, so that no order of events matters. */
export const teamMemberIds = `SELECT k.contact_id FROM contact_key k
  JOIN team_member m ON m.tenant_id = k.tenant_id AND m.address = k.key WHERE k.kind = 'email'`;

/** How many contacts there are, team members left out. */
export function countContacts(
  manager: EntityManager,
  builder: SelectQueryBuilder<Contact> = manager.createQueryBuilder(Contact, 'contact'),
): Promise<number> {
  return builder.andWhere(`contact.id NOT IN (${teamMemberIds})`).getCount();
}
