import { eventually } from '@crm/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

test('a tenant is told on the bus in the envelope of the hub, beside its events and apart from them', async () => {
  const token = await world.issuer.operator();
  const created = await world.send('POST', '/v1/tenants', { token, body: world.wanted() });
  const { id, name, slug, plan, timeZone } = created.body;
  const path = `/v1/tenants/${id}`;
  await world.send('PATCH', path, { token, body: { name } });
  await world.send('PATCH', path, { token, body: { name: 'Another name' } });
  await world.send('POST', `${path}/deactivate`, { token, body: { reason: 'They leave.' } });

  const { broker } = world.gateway;
  const told = await eventually(() => {
    const all = broker.told.filter(({ payload }) => payload.tenant === id);
    return all.length === 3 && all;
  });
  expect(told.map(({ headers }) => headers.name)).toEqual([
    'iam.tenant.created',
    'iam.tenant.modified',
    'iam.tenant.deleted',
  ]);
  const [first] = told;
  expect(first).toMatchObject({
    headers: { name: 'iam.tenant.created', serviceName: 'api-gateway' },
    payload: {
      tenant: id,
      user: expect.stringMatching(/^operator:/),
      id,
      name,
      slug,
      plan,
      timeZone,
      status: 'active',
    },
    properties: {
      messageId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      contentType: 'application/json',
      deliveryMode: 2,
      userId: `${broker.accountPrefix}api-gateway`,
    },
  });
  expect(Math.abs(Date.now() - (first?.headers.createdAt ?? 0))).toBeLessThan(60_000);
  expect(first?.properties.headers).toMatchObject({
    cloudEvents_specversion: '1.0',
    cloudEvents_id: first?.properties.messageId,
    cloudEvents_subject: id,
    cloudEvents_sequence: 1,
    cloudEvents_hopcount: 0,
  });

  // The two worlds do not mix.
  await eventually(() => broker.heard.filter(({ tenantid }) => tenantid === id).length === 2);
  for (const event of broker.heard)
    expect(event).toMatchObject({ specversion: '1.0', type: expect.stringMatching(/^crm\./) });
  for (const { properties: _, ...envelope } of broker.told)
    expect(Object.keys(envelope)).toEqual(['headers', 'payload']);
});
