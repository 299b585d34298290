import { ContactCreated, TenantCreated } from '@crm/events';
import { newId } from '@crm/platform';
import type { TestService } from '@crm/testing';

export const now = (): string => new Date().toISOString();

export const tenantCreated = (tenantId: string) => ({
  tenantId,
  name: 'Acme',
  slug: 'acme',
  plan: 'growth' as const,
  owner: { email: 'owner@acme.example', name: 'Olivia Owner' },
  timeZone: 'Europe/Berlin',
  createdAt: now(),
});

export async function newTenant(gateway: TestService): Promise<string> {
  const tenantId = newId();
  await gateway.hear(TenantCreated, tenantCreated(tenantId));
  return tenantId;
}

/** Lets the service hear of a new contact and answers its id. */
export async function newContact(gateway: TestService, tenantId: string): Promise<string> {
  const contactId = newId();
  await gateway.hear(ContactCreated, {
    tenantId,
    contactId,
    email: 'carla@customer.example',
    displayName: 'Carla Customer',
    source: 'manual',
    createdAt: now(),
  });
  return contactId;
}

export const lifecycle = (tenantId: string, revision: number, reason = 'The invoice is overdue.') => ({
  tenantId,
  reason,
  revision,
  at: now(),
});
