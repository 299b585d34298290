import { ContactCreated, ContactUpdated } from '@crm/events';
import type { Databases } from './databases.js';
import { type Balance, balanceOf } from './ledger.js';
import type { Load } from './load.js';

/** The books of the load: what was accepted, against rows, events and the effect of each link of these events. */
export async function effectsOfContacts(databases: Databases, load: Load): Promise<Record<string, Balance>> {
  const accepted = [...load.accepted.values()];
  const created = accepted.map((contact) => contact.contactId);
  const updated = accepted.flatMap((contact) => Array.from({ length: contact.changes }, () => contact.contactId));
  const rows = await databases.rows<{ id: string }>('customer-data-platform', 'SELECT id FROM contact');
  const said = (type: string) =>
    databases.rows<{ id: string; subject: string }>(
      'customer-data-platform',
      'SELECT id, partition_key AS subject FROM outbox WHERE routing_key = $1',
      [type],
    );
  const [saidCreated, saidUpdated] = [await said(ContactCreated.type), await said(ContactUpdated.type)];
  const subjects = (events: readonly { subject: string }[]): string[] => events.map((event) => event.subject);
  return {
    'accepted creations against contacts': balanceOf(
      created,
      rows.map((row) => row.id),
    ),
    'accepted creations against events': balanceOf(created, subjects(saidCreated)),
    'accepted changes against events': balanceOf(updated, subjects(saidUpdated)),
    ...(await linkEffects(
      databases,
      saidCreated.map((event) => event.id),
      saidUpdated.map((event) => event.id),
    )),
  };
}

async function linkEffects(
  databases: Databases,
  created: string[],
  updated: string[],
): Promise<Record<string, Balance>> {
  const ids = async (service: Parameters<Databases['rows']>[0], sql: string): Promise<string[]> =>
    (await databases.rows<{ id: string }>(service, sql)).map((row) => row.id);
  return {
    'contact.created at tenant-admin-portal': balanceOf(
      created,
      await ids('tenant-admin-portal', `SELECT event_id AS id FROM feed_entry WHERE type = '${ContactCreated.type}'`),
    ),
    'contact.updated at audit-trail': balanceOf(
      updated,
      await ids('audit-trail', `SELECT event_id AS id FROM entry WHERE type = '${ContactUpdated.type}'`),
    ),
  };
}
