import { newId } from '@crm/platform';
import { bootService, eventually, type TestService, userOf } from '@crm/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { service } from '../src/service.js';
import { Receiver } from './receiver.js';

let gateway: TestService;
let receiver: Receiver;

beforeAll(async () => {
  receiver = await Receiver.open();
  gateway = await bootService(service, { env: { WEBHOOK_RETRY_SECONDS: '0.1' } });
});
afterAll(async () => {
  await gateway.stop();
  await receiver.close();
});

test.each([
  'http://127.0.0.1:8080/',
  'http://2130706433/',
  'http://0x7f.1/',
  'http://[::1]/',
  'http://[::ffff:10.0.0.1]/',
  'http://169.254.169.254/latest/meta-data',
  'http://192.168.0.1/',
  'http://localhost:4000/',
])('%s is refused', async (url) => {
  const client = await gateway.as(userOf(newId()));
  const refusal = { status: 400, body: { errors: [{ field: 'url', rule: 'publicHost' }] } };
  expect(await client.post('/v1/webhook-endpoints', { url })).toMatchObject(refusal);
  const integration = { name: 'x', provider: 'x', url };
  expect(await client.post('/v1/integrations', integration)).toMatchObject(refusal);
});

test.each([['localhost'], ['127.0.0.1']])(
  'a host that is not public when it is connected to (%s) gets nothing',
  async (host) => {
    const tenantId = newId();
    const client = await gateway.as(userOf(tenantId));
    const { body } = await client.post('/v1/webhook-endpoints', { url: 'https://hooks.invalid/' });
    // As if the name had resolved to something public when it was checked.
    const url = receiver.url('/inside').replace('127.0.0.1', host);
    await gateway.sql('UPDATE webhook_endpoint SET url = $2 WHERE id = $1', [body.id, url]);
    await client.post(`/v1/webhook-endpoints/${body.id}/test`);
    const message = await eventually(async () => {
      return (await client.get('/v1/webhook-messages?status=failed')).body.items[0];
    });
    expect(message).toMatchObject({ lastError: 'The host has an address that is not public.', lastStatus: null });
    expect(receiver.received).toHaveLength(0);
  },
);
