import type { ServiceEnvelope } from '@crm/events';
import type { TestService } from '@crm/testing';

interface Announced {
  readonly name: string;
  readonly payload: ServiceEnvelope['payload'];
}

/** What the bus is told of a tenant, in the order of telling. */
export async function announced(service: TestService, tenantId: string): Promise<Announced[]> {
  const rows = await service.sql<{ routing_key: string; body: string }>(
    `SELECT routing_key, convert_from(body, 'UTF8') AS body FROM outbox
     WHERE exchange = 'event-bus' AND tenant_id = $1 ORDER BY position`,
    [tenantId],
  );
  return rows.map(({ routing_key, body }) => ({ name: routing_key, payload: JSON.parse(body).payload }));
}
