import { randomUUID } from 'node:crypto';
import { ContactCreated, ManagementApi, queueOf, schemaUriOf, vhostName } from '@crm/events';

/**
 * Puts an event on the queue of analytics-pipeline that no service of ours would say: its data is not what the schema
 * wants when `displayName` is no text, or one that is too long. Answers its id.
 */
export async function poison(managementUrl: string, tenantId: string, displayName: unknown): Promise<string> {
  const [id, contactId] = [randomUUID(), randomUUID()];
  const at = new Date().toISOString();
  const event = {
    specversion: '1.0',
    id,
    source: '/crm/customer-data-platform',
    type: ContactCreated.type,
    subject: contactId,
    time: at,
    datacontenttype: 'application/json',
    dataschema: schemaUriOf(ContactCreated.type),
    tenantid: tenantId,
    actor: 'service:spec',
    partitionkey: contactId,
    sequence: 1,
    correlationid: id,
    hopcount: 0,
    data: { tenantId, contactId, displayName, source: 'manual', createdAt: at },
  };
  await new ManagementApi(managementUrl).post(`exchanges/${vhostName}/amq.default/publish`, {
    properties: { delivery_mode: 2, message_id: id },
    routing_key: queueOf('analytics-pipeline'),
    payload: JSON.stringify(event),
    payload_encoding: 'string',
  });
  return id;
}
