import { connect } from 'node:net';
import { newId } from '@crm/platform';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assertProblem, World } from './world.js';

let world: World;
let operator: string;
let owner: string;

beforeAll(async () => {
  world = await World.open();
  operator = await world.issuer.operator();
  owner = await world.issuer.user((await world.tenant()).id);
});
afterAll(() => world.close());

/** Sends bytes as they are, which no well-behaved client would, and answers status and body. */
function raw(lines: string[], body: Buffer | string = ''): Promise<{ status: number; text: string }> {
  const { hostname, port } = new URL(world.gateway.url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => chunks.push(chunk)).on('error', reject);
    socket.on('close', () => {
      const text = Buffer.concat(chunks).toString('latin1');
      resolve({ status: Number(text.slice(9, 12)), text });
    });
    socket.write(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), Buffer.from(body)]));
  });
}

const head = (line: string, token = owner) => [
  line,
  'Host: gateway',
  'Connection: close',
  ...(token === '' ? [] : [`Authorization: Bearer ${token}`]),
];

function assertClear({ status, text }: { status: number; text: string }): void {
  expect(status, text).toBeGreaterThanOrEqual(400);
  expect(status, text).toBeLessThan(500);
  expect(text).toContain('application/problem+json');
  expect(text).not.toMatch(/node_modules|\.js:\d|\bat \w+ \(/);
}

describe('paths', () => {
  test.each([
    '/v1/contacts/../internal/token-cutoffs',
    '/v1/contacts/../../internal/token-cutoffs',
    '/v1/contacts/%2e%2e/internal/token-cutoffs',
    '/v1/contacts/%2e%2e/%2e%2e/internal/token-cutoffs',
    '/v1/contacts/..%2f..%2finternal/token-cutoffs',
    '/v1/contacts/..%5c..%5cinternal',
    '/v1/contacts/..\\..\\internal',
    '/v1/contacts/%252e%252e/%2e%2e/internal',
    '/v1/contacts/.%2e/.%2E/internal',
    '/v1/contacts//internal',
    '/v1/contacts/%00',
    '/v1/contacts/%0d%0aX-User-Id:%20root',
    '/v1/contacts/%zz',
    '/v1/contacts/%ff%fe',
    '/v1/contacts/%c0%ae%c0%ae/internal',
    '/v1/contacts/\u00e9',
    '/v1/contacts/#/../internal',
    '/v1/operations/user-auth/../../internal/users',
    '/v1/operations/user-auth/%2e%2e/%2e%2e/internal/users',
    '/v1/operations/user-auth/%2e%2e%2f%2e%2e%2finternal/users',
    '/v1/operations/user-auth%2f..%2f..%2finternal',
    '//v1/contacts',
    '/internal/token-cutoffs',
    '/./internal/token-cutoffs',
    'http://127.0.0.1/internal/users',
    'http://127.0.0.1/v1/contacts',
    '*',
    'v1/contacts',
    `/v1/contacts/${'a'.repeat(20_000)}`,
    `/v1/contacts?${'a=b&'.repeat(5_000)}`,
    `/v1/tenants/${'a'.repeat(5_000)}`,
    '/v1/tenants/x',
    '/v1/tenants/%27%20OR%201=1',
  ])('%s leads nowhere', async (path) => {
    const before = world.neighbours.received.length;
    assertClear(await raw(head(`GET ${path} HTTP/1.1`, operator)));
    expect(world.neighbours.received).toHaveLength(before);
    expect(world.neighbours.forbidden).toEqual([]);
  });

  test('long ones and odd queries that are legal go through as they are', async () => {
    const path = `/v1/contacts/${newId()}/${'a'.repeat(2_000)}/${newId()}?q=%0d%0a%00&a=../..&b=|"`;
    const answer = await raw(head(`GET ${path} HTTP/1.1`));
    expect(answer.status, answer.text).toBe(200);
    expect(world.neighbours.received.at(-1)?.url).toBe(path);
  });
});

describe('what is no good HTTP', () => {
  test.each([
    ['a method that does not exist', ['FOO /v1/contacts HTTP/1.1', 'Host: g']],
    ['another protocol', ['\x16\x03\x01 hello']],
    ['a header with a line break in its middle', [...head('GET /v1/contacts HTTP/1.1'), 'X-A: b\rX-User-Id: root']],
    ['a header with a NUL', [...head('GET /v1/contacts HTTP/1.1'), 'X-A: b\0c']],
    ['two lengths', [...head('POST /v1/contacts HTTP/1.1'), 'Content-Length: 3', 'Content-Length: 4']],
    ['a length and chunks', [...head('POST /v1/contacts HTTP/1.1'), 'Content-Length: 3', 'Transfer-Encoding: chunked']],
    ['chunks that are none', [...head('POST /v1/contacts HTTP/1.1'), 'Transfer-Encoding: chunkedx']],
    ['a head that is too large', [...head('GET /v1/contacts HTTP/1.1'), `X-A: ${'b'.repeat(70_000)}`]],
  ])('%s', async (_, lines) => {
    const before = world.neighbours.received.length;
    assertClear(await raw(lines, 'zzz\r\n'));
    expect(world.neighbours.received).toHaveLength(before);
  });

  test.each([
    ['Upgrade: websocket', 'Connection: upgrade'],
    ['Expect: 100-continue', 'X-B: c'],
    ['Keep-Alive: timeout=5', 'TE: trailers'],
    ['Connection: authorization, x-request-id, x-forwarded-for', 'X-B: c'],
  ])('%s is for the gateway and goes no further', async (one, two) => {
    const lines = ['GET /v1/contacts HTTP/1.1', 'Host: g', `Authorization: Bearer ${owner}`, one, two];
    if (!lines.some((line) => line.startsWith('Connection'))) lines.push('Connection: close');
    const { hostname, port } = new URL(world.gateway.url);
    const status = await new Promise<number>((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => socket.write(`${lines.join('\r\n')}\r\n\r\n`));
      socket.on('error', reject).on('data', (chunk) => {
        const match = /HTTP\/1\.1 ([2-5]\d\d)/.exec(chunk.toString());
        if (!match) return;
        socket.destroy();
        resolve(Number(match[1]));
      });
    });
    expect(status).toBe(200);
    expect(world.neighbours.received.at(-1)?.caller).toMatchObject({ kind: 'user' });
    expect(world.neighbours.forbidden).toEqual([]);
  });
});

describe('bodies of the register', () => {
  const post = (body: string | Uint8Array, type = 'application/json') =>
    world.send('POST', '/v1/tenants', { token: operator, body, headers: { 'content-type': type } });
  const count = async () =>
    Number((await world.gateway.sql<{ count: string }>('SELECT count(*) FROM tenant'))[0]?.count);

  test.each([
    ['malformed', '{"name":', 'malformed-json'],
    ['with a comma too many', '{"name":"a",}', 'malformed-json'],
    ['with a prototype', '{"__proto__":{"admin":true}}', 'malformed-json'],
    ['deeper than anybody needs', `${'['.repeat(500)}${']'.repeat(500)}`, 'malformed-json'],
    ['broken UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]), 'invalid-utf8'],
    ['with a NUL', '{"name":"a\\u0000b"}', 'validation-failed'],
    ['a list', '[]', 'validation-failed'],
    ['a number', '7', 'validation-failed'],
    ['null', 'null', 'validation-failed'],
    ['nothing', '', 'validation-failed'],
    ['far too large', `{"name":"${'x'.repeat(1_100_000)}"}`, 'payload-too-large'],
  ])('%s', async (_, body, code) => {
    const before = await count();
    assertProblem(await post(body), code);
    expect(await count()).toBe(before);
  });

  test.each(['text/plain', 'application/xml', 'multipart/form-data; boundary=x', 'garbage'])('as %s', async (type) => {
    assertProblem(await post('{}', type), 'unsupported-media-type');
  });
});

test('nothing that came here was answered by a failure of ours', async () => {
  const metrics = await (await fetch(`${world.gateway.url}/metrics`)).text();
  expect(metrics).not.toMatch(/http_request_duration_seconds_count\{[^}]*status="5/);
});
