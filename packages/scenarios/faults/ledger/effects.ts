import { ContactCreated, ContactUpdated, type ServiceName } from '@crm/events';
import { seriesTotal } from '../../src/story/reading.js';
import type { Cohort } from './cohort.js';
import type { Databases } from './databases.js';
import { type Balance, balanceOf } from './ledger.js';

interface SaidEvent {
  readonly id: string;
  readonly subject: string;
  readonly tenant: string;
}

/** The books of a cohort: what was accepted, against rows, events and the effect of each link of these events. */
export async function effectsOfContacts(databases: Databases, cohort: Cohort): Promise<Record<string, Balance>> {
  const { tenantIds, connected } = cohort;
  const accepted = [...cohort.accepted.values()];
  const createdContacts = accepted.map((contact) => contact.contactId);
  const changedContacts = accepted.flatMap(({ contactId, changes }) => Array<string>(changes).fill(contactId));
  const ids = async (service: ServiceName, sql: string): Promise<string[]> =>
    (await databases.rows<{ id: string }>(service, `${sql} tenant_id = ANY($1)`, [tenantIds])).map((row) => row.id);
  const said = (type: string): Promise<SaidEvent[]> =>
    databases.rows<SaidEvent>(
      'customer-data-platform',
      `SELECT id, partition_key AS subject, tenant_id AS tenant FROM outbox
       WHERE routing_key = $1 AND tenant_id = ANY($2)`,
      [type, tenantIds],
    );
  const [created, updated] = [await said(ContactCreated.type), await said(ContactUpdated.type)];
  const idsOf = (events: readonly SaidEvent[]): string[] => events.map((event) => event.id);
  const offered = [...created, ...updated].filter((event) => connected.has(event.tenant));
  const enrolled = created.filter((event) => connected.has(event.tenant)).map((event) => event.subject);
  return {
    'accepted creations, contacts': balanceOf(
      createdContacts,
      await ids('customer-data-platform', 'SELECT id FROM contact WHERE'),
    ),
    'accepted creations, events': balanceOf(
      createdContacts,
      created.map((event) => event.subject),
    ),
    'accepted changes, events': balanceOf(
      changedContacts,
      updated.map((event) => event.subject),
    ),
    'contact.created, rows of the feed': balanceOf(
      idsOf(created),
      await ids(
        'tenant-admin-portal',
        `SELECT event_id AS id FROM feed_entry WHERE type = '${ContactCreated.type}' AND`,
      ),
    ),
    'contact.created, growth counted': await growth(cohort, created),
    'contact.created, runs': balanceOf(
      enrolled,
      await ids(
        'workflow-engine',
        `SELECT contact_id AS id FROM workflow_run WHERE trigger = '${ContactCreated.type}' AND`,
      ),
    ),
    'contact.created and contact.updated, webhook messages': balanceOf(
      idsOf(offered),
      await ids('integration-gateway', "SELECT dedupe_key AS id FROM webhook_message WHERE type LIKE 'contact.%' AND"),
    ),
    'contact.updated, audit entries': balanceOf(
      idsOf(updated),
      await ids('audit-trail', `SELECT event_id AS id FROM entry WHERE type = '${ContactUpdated.type}' AND`),
    ),
  };
}

/** One mark per counted contact, so that a count that is too high or too low is doubled or lost. */
async function growth({ tenants }: Cohort, created: readonly SaidEvent[]): Promise<Balance> {
  const expected = created.map((event) => event.tenant);
  const counted: string[] = [];
  for (const { tenantId, session } of tenants) {
    const total = await seriesTotal(session, 'contacts.created');
    counted.push(...Array<string>(total).fill(tenantId));
  }
  return balanceOf(expected, counted);
}
