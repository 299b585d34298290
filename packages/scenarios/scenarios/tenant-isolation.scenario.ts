import { randomUUID } from 'node:crypto';
import { expect, inject, test } from 'vitest';
import { Platform } from '../src/platform/platform.js';

test("another tenant's ids answer as absent ones do, by every read, and headers change nothing", async () => {
  const platform = new Platform(inject('platformAt'));
  const [ours, theirs] = [await platform.newTenant('Ours'), await platform.newTenant('Theirs')];
  const contact = await theirs.owner.session.post('/v1/contacts', {
    givenName: 'Secret',
    familyName: 'Contact',
    emails: [],
  });
  const endpoint = await theirs.owner.session.post('/v1/webhook-endpoints', {
    url: await platform.outside.hook(`iso-${theirs.slug}`),
  });
  const paths = (id: { contact: string; endpoint: string; user: string; tenant: string }) => [
    `/v1/contacts/${id.contact}`,
    `/v1/webhook-endpoints/${id.endpoint}`,
    `/v1/users/${id.user}`,
    `/v1/tenants/${id.tenant}`,
  ];
  const real = paths({ contact: contact.id, endpoint: endpoint.id, user: theirs.owner.userId, tenant: theirs.id });
  const absent = paths({ contact: randomUUID(), endpoint: randomUUID(), user: randomUUID(), tenant: randomUUID() });
  for (const [index, path] of real.entries()) {
    const seen = await ours.owner.session.ask<{ type: string }>('GET', path);
    const never = await ours.owner.session.ask<{ type: string }>('GET', absent[index] as string);
    expect([path, seen.status, seen.body.type]).toEqual([path, 404, never.body.type]);
  }
  const forged = await ours.owner.session.ask('GET', `/v1/contacts/${contact.id}`, {
    headers: { 'x-tenant-id': theirs.id, 'x-user-id': theirs.owner.userId },
  });
  expect([403, 404]).toContain(forged.status);
  const list = await ours.owner.session.get('/v1/contacts?limit=200');
  expect(list.items.map((one: { id: string }) => one.id)).not.toContain(contact.id);
});
