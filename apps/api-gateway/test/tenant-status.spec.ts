import { startService } from '@crm/platform';
import { eventually } from '@crm/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { service } from '../src/service.js';
import { assertProblem, World } from './world.js';

let world: World;
let operator: string;

beforeAll(async () => {
  world = await World.open();
  operator = await world.issuer.operator();
});
afterAll(() => world.close());

const change = async (id: string, verb: string, reason: string) => {
  const answer = await world.send('POST', `/v1/tenants/${id}/${verb}`, { token: operator, body: { reason } });
  expect(answer.status).toBe(200);
};

describe('a suspended tenant', () => {
  let id: string;
  let owner: string;

  beforeAll(async () => {
    id = (await world.tenant()).id;
    owner = await world.issuer.user(id);
    expect((await world.send('GET', '/v1/contacts', { token: owner })).status).toBe(200);
    await change(id, 'suspend', 'The invoice 7 is overdue.');
  });

  test('is told why, at once, and not signed out', async () => {
    for (const [method, path] of [
      ['GET', '/v1/contacts'],
      ['POST', '/v1/contacts'],
      ['PATCH', `/v1/tenants/${id}`],
      ['POST', '/v1/imports'],
    ] as const) {
      const answer = await world.send(method, path, { token: owner, ...(method === 'GET' ? {} : { body: {} }) });
      assertProblem(answer, 'tenant-suspended');
      expect(answer).toMatchObject({ status: 403, body: { reason: 'The invoice 7 is overdue.' } });
    }
  });

  test.each([
    ['GET', '/v1/auth/me'],
    ['POST', '/v1/auth/refresh'],
    ['GET', '/v1/sessions'],
    ['GET', '/v1/plans'],
    ['GET', '/v1/subscription'],
    ['GET', '/v1/invoices/1'],
    ['GET', '/v1/usage'],
    ['GET', '/v1/audit/entries'],
    ['GET', '/v1/logs'],
    ['GET', '/logs?page[size]=2'],
    ['GET', '/v1/contacts/export?format=csv'],
    ['GET', '/v1/home'],
  ])('may %s %s', async (method, path) => {
    expect(await world.send(method, path, { token: owner })).toMatchObject({ status: 200, body: { method } });
  });

  test('may read its own entry in the register', async () => {
    expect((await world.send('GET', `/v1/tenants/${id}`, { token: owner })).body.status).toBe('suspended');
    expect((await world.send('GET', `/v1/tenants/${id}/history`, { token: owner })).status).toBe(200);
  });

  test('is not opened by another way to write the path', async () => {
    for (const path of [
      '/v1/%63ontacts',
      '/v1/invoices/../contacts',
      '/v1/invoices/%2e%2e/contacts',
      '/v1/audit/..%2fx',
    ]) {
      const answer = await world.send('GET', path, { token: owner });
      expect(answer.status, path).toBeGreaterThanOrEqual(400);
      expect(answer.status, path).toBeLessThan(500);
    }
  });

  test('is fully open to operators who name it', async () => {
    const headers = { 'x-tenant-id': id };
    expect((await world.send('GET', '/v1/contacts', { token: operator, headers })).status).toBe(200);
    expect((await world.send('POST', '/v1/contacts', { token: operator, headers, body: {} })).status).toBe(200);
  });

  test('is open again at once when it is reactivated', async () => {
    await change(id, 'reactivate', 'Paid.');
    expect((await world.send('POST', '/v1/contacts', { token: owner, body: {} })).status).toBe(200);
  });
});

describe('a deactivated tenant', () => {
  test('is closed to its people, and can be read by operators', async () => {
    const { id } = await world.tenant();
    const owner = await world.issuer.user(id);
    await change(id, 'deactivate', 'They left.');
    for (const path of ['/v1/contacts', '/v1/invoices', `/v1/tenants/${id}`]) {
      const answer = await world.send('GET', path, { token: owner });
      assertProblem(answer, 'tenant-deactivated');
      expect(answer).toMatchObject({ status: 403, body: { reason: 'They left.' } });
    }
    const headers = { 'x-tenant-id': id };
    expect((await world.send('GET', '/v1/contacts', { token: operator, headers })).status).toBe(200);
    assertProblem(
      await world.send('POST', '/v1/contacts', { token: operator, headers, body: {} }),
      'tenant-deactivated',
    );
  });
});

test('another replica obeys soon, without being told', async () => {
  const { id } = await world.tenant();
  const owner = await world.issuer.user(id);
  const replica = await startService(service, world.gateway.env);
  const ask = async () => {
    const response = await fetch(`${replica.url}/v1/contacts`, { headers: { authorization: `Bearer ${owner}` } });
    await response.text();
    return response.status;
  };
  try {
    expect(await ask()).toBe(200);
    await change(id, 'suspend', 'Unpaid.');
    await eventually(async () => (await ask()) === 403, { timeoutMs: 2_000 });
    await change(id, 'reactivate', 'Paid.');
    await eventually(async () => (await ask()) === 200, { timeoutMs: 2_000 });
  } finally {
    await replica.stop();
  }
});
