import { expect, inject, test } from 'vitest';
import { eventually } from '../src/platform/eventually.js';
import { Platform } from '../src/platform/platform.js';

test("a suspended tenant's deliveries are held and released, none dropped and in order", async () => {
  const platform = new Platform(inject('platformAt'));
  const tenant = await platform.newTenant('Held');
  const operator = (await platform.operator()).for(tenant.id);
  const hook = `held-${tenant.slug}`;
  const endpoint = await tenant.owner.session.post('/v1/webhook-endpoints', {
    url: await platform.outside.hook(hook),
    eventTypes: ['contact.created'],
  });
  const { secret } = await operator.get(`/v1/webhook-endpoints/${endpoint.id}/secret`);
  await platform.outside.hook(hook, { secret });

  await operator.post(`/v1/tenants/${tenant.id}/suspend`, { reason: 'A check.' });
  await eventually(async () => (await operator.get('/v1/delivery-settings')).status === 'held');
  const made: string[] = [];
  for (let n = 0; n < 5; n += 1) {
    const contact = await operator.post('/v1/contacts', { givenName: `N${n}`, familyName: 'Held', emails: [] });
    made.push(contact.id);
  }
  await eventually(async () => (await operator.get('/v1/delivery-settings')).heldMessages === 5);
  expect(await platform.outside.received(hook)).toEqual([]);

  await operator.post(`/v1/tenants/${tenant.id}/reactivate`, { reason: 'All is well.' });
  const received = await eventually(async () => {
    const all = await platform.outside.received(hook);
    return all.length === 5 ? all : undefined;
  });
  expect(received.every((delivery) => delivery.verified)).toBe(true);
  expect(received.map((delivery) => delivery.body.data['contactId'])).toEqual(made);
});
