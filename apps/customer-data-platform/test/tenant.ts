import { TenantCreated } from '@crm/events';
import { newId } from '@crm/platform';
import { type TestClient, type TestService, userOf } from '@crm/testing';

export const at = (): string => new Date().toISOString();

/** A tenant that the service has heard of, and its owner's client. */
export async function newTenant(service: TestService): Promise<{ tenantId: string; client: TestClient }> {
  const tenantId = newId();
  await service.hear(TenantCreated, {
    tenantId,
    name: 'Acme',
    slug: 'acme',
    plan: 'growth',
    owner: { email: 'owner@acme.example', name: 'Olivia Owner' },
    timeZone: 'Europe/Berlin',
    createdAt: at(),
  });
  return { tenantId, client: await service.as(userOf(tenantId)) };
}
