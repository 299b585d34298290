import { request } from 'node:http';
import { routes, type ServiceName, serviceNames } from '@crm/events';
import { newId } from '@crm/platform';
import { eventually } from '@crm/testing';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sha256 } from './user-auth.js';
import { assertProblem, World } from './world.js';

let world: World;
let operator: string;
let tenantId: string;
let owner: string;

beforeAll(async () => {
  world = await World.open({ UPSTREAM_TIMEOUT_SECONDS: '1' });
  operator = await world.issuer.operator();
  tenantId = (await world.tenant()).id;
  owner = await world.issuer.user(tenantId);
});
afterAll(async () => {
  expect(world.neighbours.forbidden, 'nothing came to a service that it must not see').toEqual([]);
  await world.close();
});

const get = (path: string, headers: Record<string, string> = {}, token: string | undefined = owner) =>
  world.send('GET', path, { token, headers });

describe('where requests go', () => {
  const owned = serviceNames.flatMap((service) =>
    service === 'api-gateway' ? [] : routes[service].map((resource) => [resource, service] as [string, ServiceName]),
  );

  test.each(owned)('/v1/%s is of %s', async (resource, service) => {
    expect((await get(`/v1/${resource}`)).body).toMatchObject({ service, url: `/v1/${resource}` });
    expect((await get(`/v1/${resource}/a/b?c=d%20e&c=f`)).body).toMatchObject({
      service,
      url: `/v1/${resource}/a/b?c=d%20e&c=f`,
    });
  });

  test('/logs is /v1/logs for clients of the hub, with its query and its body, and nothing lies below it', async () => {
    const query = '?filter[payload.id]=a%20b&page[size]=2';
    for (const path of ['/logs', '/%6Cogs']) {
      expect((await get(path + query)).body).toMatchObject({ service: 'audit-trail', url: `/v1/logs${query}` });
    }
    const headers = { 'idempotency-key': 'k' };
    const told = await world.send('POST', '/logs', { token: owner, body: { n: 1 }, headers });
    expect(told.body).toMatchObject({ method: 'POST', url: '/v1/logs', bytes: 7, headers, caller: { tenantId } });
    expect((await world.send('GET', '/logs')).body.caller).toMatchObject({ kind: 'anonymous' });
    for (const path of ['/logs/', '/logs/1', '/logs/..%2faudit', '/logsx']) {
      assertProblem(await get(path), 'not-found');
    }
    for (const method of ['PUT', 'PATCH', 'DELETE']) {
      assertProblem(await world.send(method, '/logs', { token: owner, body: {} }), 'not-found');
    }
  });

  test.each(['/v1/nothing', '/v1', '/v2/contacts', '/contacts', '/internal/token-cutoffs', '/v1/contactsx', '/x'])(
    '%s is not there',
    async (path) => assertProblem(await get(path), 'not-found'),
  );

  test.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])('%s is handed on', async (method) => {
    expect((await world.send(method, '/v1/contacts/1', { token: owner })).body).toMatchObject({ method, bytes: 0 });
  });

  test('methods that nobody serves are refused', async () => {
    assertProblem(await world.send('OPTIONS', '/v1/contacts', { token: owner }), 'not-found');
    assertProblem(await world.send('PROPFIND', '/v1/contacts', { token: owner }), 'not-found');
    assertProblem(await world.send('DELETE', '/v1/tenants', { token: operator }), 'not-found');
  });

  test('operators reach the operations of each service below its name, and nobody else does', async () => {
    for (const service of ['user-auth', 'audit-trail'] as const) {
      expect((await get(`/v1/operations/${service}/dead-letters?limit=3`, {}, operator)).body).toMatchObject({
        service,
        url: '/v1/operations/dead-letters?limit=3',
        caller: { kind: 'operator' },
      });
    }
    assertProblem(await get('/v1/operations/user-auth/outbox'), 'forbidden');
    assertProblem(await world.send('GET', '/v1/operations/user-auth/outbox'), 'unauthenticated');
    assertProblem(await get('/v1/operations/nobody/outbox', {}, operator), 'not-found');
  });

  test("the gateway's own operations are found in both places", async () => {
    const direct = await get('/v1/operations/events', {}, operator);
    const named = await get('/v1/operations/api-gateway/events', {}, operator);
    expect(direct.status).toBe(200);
    expect(named).toMatchObject({ status: 200, body: direct.body });
    assertProblem(await get('/v1/operations/api-gateway/events'), 'forbidden');
    const noReason = await world.send('POST', `/v1/operations/api-gateway/dead-letters/${newId()}/discard`, {
      token: operator,
      body: {},
    });
    assertProblem(noReason, 'validation-failed');
  });
});

describe('what services ask the gateway', () => {
  test('is let in by their own tokens, as the commands table has it', async () => {
    const portal = await world.gateway.fromService('tenant-admin-portal', tenantId);
    expect(await portal.get('/internal/figures')).toMatchObject({ status: 200, body: { ready: true } });
    expect((await (await world.gateway.fromService('user-auth', null)).get('/internal/figures')).status).toBe(403);
    for (const token of [undefined, operator]) {
      assertProblem(await world.send('GET', '/internal/figures', { token }), 'unauthenticated');
    }
  });
});

describe('what a service is told', () => {
  test('who asks, by a token of the gateway for this service, and nothing that the sender claims', async () => {
    const sessionId = newId();
    const userId = newId();
    const token = await world.issuer.user(tenantId, {
      claims: { sub: userId, sid: sessionId, perms: ['contacts:read'] },
    });
    const { body } = await get(
      '/v1/contacts',
      {
        'x-user-id': 'root',
        'x-user-permissions': '*',
        'x-internal-token': 'x',
        'x-internal-secret': 'x',
        'x-crm-caller': 'x',
        'x-role': 'owner',
        'x-forwarded-for': '10.0.0.1',
        'x-forwarded-user': 'root',
        'x-real-ip': '10.0.0.1',
        forwarded: 'for=10.0.0.1',
        'x-http-method-override': 'DELETE',
        'proxy-authorization': 'Basic cm9vdDpyb290',
        te: 'trailers',
        'x-colour': 'kept',
        accept: 'text/csv',
        'if-match': '"3"',
        'accept-language': 'de',
      },
      token,
    );
    expect(body.caller).toEqual({
      kind: 'user',
      subject: userId,
      actor: `user:${userId}`,
      tenantId,
      role: 'owner',
      permissions: ['contacts:read'],
      sessionId,
      tokenExpiresAt: decodeJwt(token).exp,
    });
    expect(Object.keys(body.headers).sort()).toEqual(
      [
        'accept',
        'accept-encoding',
        'accept-language',
        'authorization',
        'cache-control',
        'connection',
        'host',
        'if-match',
        'pragma',
        'sec-fetch-mode',
        'traceparent',
        'user-agent',
        'x-colour',
        'x-correlation-id',
        'x-forwarded-for',
        'x-forwarded-host',
        'x-forwarded-proto',
        'x-request-id',
      ].sort(),
    );
    expect(body.headers).toMatchObject({ 'x-forwarded-for': '127.0.0.1', accept: 'text/csv', 'if-match': '"3"' });
    expect(body.headers.authorization).not.toContain(token);
  });

  test('an anonymous sender is anonymous, whatever tenant they name', async () => {
    const { body } = await world.send('GET', '/v1/plans', { headers: { 'x-tenant-id': tenantId } });
    expect(body.caller).toMatchObject({ kind: 'anonymous', tenantId: null, permissions: [] });
    expect(body.headers['x-tenant-id']).toBeUndefined();
  });

  test('an operator acts in the tenant they name, and it must exist', async () => {
    expect((await get('/v1/contacts', {}, operator)).body.caller).toMatchObject({ kind: 'operator', tenantId: null });
    for (let repeated = 0; repeated < 2; repeated += 1) {
      const { body } = await get('/v1/contacts', { 'x-tenant-id': tenantId.toUpperCase() }, operator);
      expect(body.caller).toMatchObject({ kind: 'operator', tenantId });
    }
    assertProblem(await get('/v1/contacts', { 'x-tenant-id': newId() }, operator), 'no-tenant');
    assertProblem(await get('/v1/contacts', { 'x-tenant-id': 'acme' }, operator), 'validation-failed');
  });

  test('a user acts in the own tenant and in no other', async () => {
    const other = (await world.tenant()).id;
    expect((await get('/v1/contacts', { 'x-tenant-id': tenantId })).body.caller.tenantId).toBe(tenantId);
    assertProblem(await get('/v1/contacts', { 'x-tenant-id': other }), 'foreign-tenant');
    assertProblem(await get('/v1/contacts', { 'x-tenant-id': '' }), 'foreign-tenant');
  });

  test('ids and the trace go through, broken ones are made anew', async () => {
    const trace = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
    const kept = await get('/v1/contacts', { 'x-request-id': 'r-1', 'x-correlation-id': 'c-1', traceparent: trace });
    expect(kept.body.headers).toMatchObject({ 'x-request-id': 'r-1', 'x-correlation-id': 'c-1' });
    expect(kept.body.headers.traceparent).toMatch(/^00-a{32}-(?!b{16})[0-9a-f]{16}-01$/);
    expect(kept.headers.get('x-correlation-id')).toBe('c-1');
    const made = await get('/v1/contacts', { 'x-correlation-id': 'a b<script>', traceparent: 'no' });
    expect(made.body.headers['x-correlation-id']).toBe(made.headers.get('x-request-id'));
    expect(made.body.headers.traceparent).toMatch(/^00-/);
  });
});

describe('bodies', () => {
  test('any type goes through as it is', async () => {
    const bytes = Buffer.from([0, 255, 13, 10, 0x7b]);
    const { body } = await world.send('POST', '/v1/imports', {
      token: owner,
      body: bytes,
      headers: { 'content-type': 'text/csv; charset=utf-8', 'idempotency-key': 'k' },
    });
    expect(body).toMatchObject({ bytes: 5, sha256: sha256(bytes) });
    expect(body.headers).toMatchObject({ 'content-type': 'text/csv; charset=utf-8', 'idempotency-key': 'k' });
  });

  test('the key of a request that is handed on is left to the service', async () => {
    const headers = { 'idempotency-key': newId() };
    const first = await world.send('POST', '/v1/contacts', { token: owner, body: { n: 1 }, headers });
    const second = await world.send('POST', '/v1/contacts', { token: owner, body: { n: 22 }, headers });
    expect([first.body.bytes, second.body.bytes]).toEqual([7, 8]);
  });

  test('60 MB of CSV are streamed: the service reads the first rows before the last are sent', async () => {
    const chunk = Buffer.alloc(1_048_576, 'a,b\n');
    let firstRead: () => void = () => undefined;
    const first = new Promise<void>((resolve) => {
      firstRead = resolve;
    });
    world.neighbours.answers.set('POST /v1/imports/large', async (incoming) => {
      let bytes = 0;
      for await (const part of incoming.body as AsyncIterable<Buffer>) {
        bytes += part.length;
        firstRead();
      }
      return { bytes };
    });
    async function* rows() {
      yield chunk;
      await first;
      for (let sent = 1; sent < 60; sent += 1) yield chunk;
    }
    const response = await fetch(`${world.gateway.url}/v1/imports/large`, {
      method: 'POST',
      headers: { authorization: `Bearer ${owner}`, 'content-type': 'text/csv' },
      body: ReadableStream.from(rows()),
      duplex: 'half',
    } as RequestInit);
    expect(await response.json()).toEqual({ bytes: 60 * 1_048_576 });
  });

  test('the sender is held while the service does not read', async () => {
    // MiB; far more than the sockets on the way take for themselves.
    const most = 60;
    let sent = 0;
    let read: () => void = () => undefined;
    const mayRead = new Promise<void>((resolve) => {
      read = resolve;
    });
    world.neighbours.answers.set('POST /v1/imports/held', async (incoming) => {
      await mayRead;
      for await (const part of incoming.body as AsyncIterable<Buffer>) void part;
      return {};
    });
    async function* rows() {
      for (; sent < most; sent += 1) yield Buffer.alloc(1_048_576, 'x');
    }
    const answer = fetch(`${world.gateway.url}/v1/imports/held`, {
      method: 'POST',
      headers: { authorization: `Bearer ${owner}`, 'content-type': 'text/csv' },
      body: ReadableStream.from(rows()),
      duplex: 'half',
    } as RequestInit);
    let before = -1;
    while (sent === 0 || sent !== before) {
      before = sent;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    expect(sent, 'the rest waits with the sender and not in the gateway').toBeLessThan(most);
    read();
    expect((await answer).status).toBe(200);
  });

  test('a sender who goes in the middle is gone for the service too', async () => {
    let seen = 0;
    let outcome: string | undefined;
    world.neighbours.answers.set('POST /v1/imports/left', async (incoming) => {
      try {
        for await (const part of incoming.body as AsyncIterable<Buffer>) seen += part.length;
        outcome = 'complete';
      } catch {
        outcome = 'broken off';
      }
      return {};
    });
    const outgoing = request(`${world.gateway.url}/v1/imports/left`, {
      method: 'POST',
      headers: { authorization: `Bearer ${owner}`, 'content-type': 'text/csv', 'content-length': 1_000 },
    });
    outgoing.on('error', () => undefined);
    outgoing.write('a,b');
    await eventually(() => seen === 3);
    outgoing.destroy();
    expect(await eventually(() => outcome)).toBe('broken off');
  });

  test.each([
    ['HEAD', 200],
    ['GET', 304],
    ['DELETE', 204],
  ])('an answer without one to %s: %i', async (method, status) => {
    world.neighbours.answers.set(`${method} /v1/contacts/bare`, (_request, reply) => {
      if (method === 'HEAD') reply.header('content-length', 1_234);
      return reply.code(status).header('etag', '"5"').send();
    });
    const answer = await world.send(method, '/v1/contacts/bare', { token: owner });
    expect(answer).toMatchObject({ status, body: '' });
    expect(answer.headers.get('etag')).toBe('"5"');
    if (method === 'HEAD') expect(answer.headers.get('content-length')).toBe('1234');
    expect((await get('/v1/contacts')).status, 'the connection is still good').toBe(200);
  });

  test('what is larger is refused, announced or not', async () => {
    const announced = await new Promise<number | undefined>((resolve, reject) => {
      const outgoing = request(`${world.gateway.url}/v1/imports`, {
        method: 'POST',
        headers: { authorization: `Bearer ${owner}`, 'content-type': 'text/csv', 'content-length': 70_000_000 },
      });
      outgoing.on('response', (response) => resolve(response.statusCode)).on('error', reject);
      outgoing.write('a');
    });
    expect(announced).toBe(413);
    const json = await world.send('POST', '/v1/contacts', { token: owner, body: { text: 'x'.repeat(1_100_000) } });
    assertProblem(json, 'payload-too-large');
  });
});

describe('a service that is not well', () => {
  test('is named when it is away, with when to come again, and used again when it is back', async () => {
    await world.neighbours.down('billing-worker');
    const away = await get('/v1/invoices');
    assertProblem(away, 'service-unavailable');
    expect(away).toMatchObject({ status: 503, body: { service: 'billing-worker' } });
    expect(Number(away.headers.get('retry-after'))).toBeGreaterThan(0);
    assertProblem(await world.send('POST', '/v1/invoices', { token: owner, body: {} }), 'service-unavailable');
    expect((await get('/v1/contacts')).status).toBe(200);
    await world.neighbours.up('billing-worker');
    expect((await get('/v1/invoices')).status).toBe(200);
  });

  test('is given up on when it says nothing', async () => {
    world.neighbours.answers.set('GET /v1/analytics/slow', () => new Promise(() => undefined));
    const late = await get('/v1/analytics/slow');
    assertProblem(late, 'service-timeout');
    expect(late).toMatchObject({ status: 504, body: { service: 'analytics-pipeline' } });
  });

  test('is asked once more when it breaks off what changes nothing, and never what may', async () => {
    let calls = 0;
    const breakOff = (incoming: { raw: { socket: { destroy(): void } } }) => {
      calls += 1;
      incoming.raw.socket.destroy();
      return new Promise(() => undefined);
    };
    world.neighbours.answers.set('GET /v1/analytics/broken', breakOff);
    world.neighbours.answers.set('POST /v1/analytics/broken', breakOff);
    assertProblem(await get('/v1/analytics/broken'), 'service-unavailable');
    expect(calls).toBe(3);
    calls = 0;
    const post = await world.send('POST', '/v1/analytics/broken', { token: owner, body: { a: 1 } });
    assertProblem(post, 'service-unavailable');
    expect(calls).toBe(1);
  });

  test('has its own refusals handed on as they are', async () => {
    const problem = { type: 'urn:crm:problem:too-hot', title: 'T', status: 422 };
    world.neighbours.answers.set('GET /v1/analytics/hot', (_request, reply) =>
      reply.code(422).header('content-type', 'application/problem+json').header('etag', '"7"').send(problem),
    );
    const answer = await get('/v1/analytics/hot');
    expect(answer).toMatchObject({ status: 422, body: problem });
    expect(answer.headers.get('etag')).toBe('"7"');
    world.neighbours.answers.set('GET /v1/analytics/busy', (_request, reply) => reply.code(503).send(problem));
    expect((await get('/v1/analytics/busy')).status).toBe(503);
  });
});

describe('streams of events', () => {
  test('arrive event by event, and are cut when the reader goes', async () => {
    let closed = false;
    let push: (text: string) => void = () => undefined;
    world.neighbours.answers.set('GET /v1/feed/stream', (incoming, reply) => {
      reply.hijack();
      reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      reply.raw.flushHeaders();
      push = (text) => reply.raw.write(text);
      incoming.raw.socket.once('close', () => {
        closed = true;
      });
    });
    const leaving = new AbortController();
    const response = await fetch(`${world.gateway.url}/v1/feed/stream`, {
      headers: { authorization: `Bearer ${owner}` },
      signal: leaving.signal,
    });
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    for (const text of ['data: 1\n\n', 'data: 2\n\n']) {
      push(text);
      expect((await reader?.read())?.value).toBe(text);
    }
    expect(closed).toBe(false);
    leaving.abort();
    await eventually(() => closed);
  });

  test('do not hold up the end of the gateway', async () => {
    world.neighbours.answers.set('GET /v1/feed/endless', (_incoming, reply) => {
      reply.hijack();
      reply.raw.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
    });
    const response = await fetch(`${world.gateway.url}/v1/feed/endless`, {
      headers: { authorization: `Bearer ${owner}` },
    });
    const ended = response.text();
    const since = Date.now();
    await world.gateway.halt();
    expect(Date.now() - since).toBeLessThan(5_000);
    expect(await ended).toBe('');
    await world.gateway.start();
  });
});
