import { bootService, eventually, type TestService, userOf } from '@crm/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { service } from '../src/service.js';
import { newContact, newTenant } from './facts.js';
import { Receiver } from './receiver.js';

let gateway: TestService;
let receiver: Receiver;

beforeAll(async () => {
  receiver = await Receiver.open();
  gateway = await bootService(service, { env: { WEBHOOK_ALLOW_PRIVATE_HOSTS: 'true' } });
});
afterAll(async () => {
  await gateway.stop();
  await receiver.close();
});

test('an endpoint gets its messages in order and a few at a time; a slow one holds no other up', async () => {
  const tenantId = await newTenant(gateway);
  const client = await gateway.as(userOf(tenantId));
  for (const path of ['/dozing', '/awake']) await client.post('/v1/webhook-endpoints', { url: receiver.url(path) });
  let wakeUp: () => void = () => undefined;
  const after = new Promise<void>((resolve) => (wakeUp = resolve));
  receiver.answer('/dozing', () => ({ after }));
  const contacts: string[] = [];
  for (let count = 0; count < 12; count += 1) contacts.push(await newContact(gateway, tenantId));
  await eventually(() => receiver.at('/awake').length === 12);
  const orderAt = (path: string) =>
    receiver.bodies(path).map(({ data }) => contacts.indexOf(String(data['contactId'])));
  expect(orderAt('/dozing').sort()).toEqual([0, 1, 2, 3]);
  wakeUp();
  await eventually(() => receiver.at('/dozing').length === 12);
  expect(receiver.mostAtOnce('/dozing')).toBe(4);
  for (const [place, index] of orderAt('/dozing').entries()) expect(Math.abs(place - index)).toBeLessThan(4);
});

test('an endpoint that failed gets one message at a time until it answers well', async () => {
  const tenantId = await newTenant(gateway);
  const client = await gateway.as(userOf(tenantId));
  const { body } = await client.post('/v1/webhook-endpoints', { url: receiver.url('/failing') });
  let mend: () => void = () => undefined;
  const after = new Promise<void>((resolve) => (mend = resolve));
  receiver.answer('/failing', (count) =>
    count === 1 ? { status: 500, headers: { 'retry-after': '60' } } : count === 2 ? { after } : {},
  );
  const endpoint = async () => (await client.get(`/v1/webhook-endpoints/${body.id}`)).body;
  await newContact(gateway, tenantId);
  await eventually(async () => (await endpoint()).failing);
  for (let count = 0; count < 6; count += 1) await newContact(gateway, tenantId);
  await eventually(() => receiver.at('/failing').length === 2);
  const { items } = (await client.get('/v1/webhook-messages?status=queued')).body;
  expect(items).toHaveLength(5);
  mend();
  await eventually(() => receiver.at('/failing').length === 7);
  await eventually(async () => !(await endpoint()).failing);
});
