import { TenantCreated } from '@crm/events';
import { newId } from '@crm/platform';
import { eventually, userOf } from '@crm/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { data, TrailWorld } from './trail.js';

let trail: TrailWorld;
let tenantId: string;
beforeAll(async () => {
  trail = await TrailWorld.open();
  tenantId = newId();
  await trail.hear(TenantCreated, data.created(tenantId));
});
afterAll(() => trail.stop());

const name = 'iam.role.created';

function envelope(id: string, payload: object = {}, headers: object = {}) {
  return {
    headers: { name, serviceName: 'hub-iam', createdAt: Date.now(), ...headers },
    payload: { tenant: tenantId, user: 'hub-user-1', id, ...payload },
  };
}

const tell = (body: { headers: { name: string } }) => trail.service.broker.tell(body.headers.name, body);

/** What the API shows of the resource with this id. */
async function recorded(id: string) {
  const client = await trail.service.as(userOf(tenantId));
  return (await client.get(`/v1/logs?filter[payload.id]=${id}`)).body.data;
}

const first = (id: string) => eventually(async () => (await recorded(id))[0]);

test('what is told becomes an entry of its tenant, with the told time and when it came', async () => {
  const id = newId();
  const said = envelope(id, { permissions: ['contacts:read'] }, { createdAt: Date.parse('2026-03-01T12:00:00.123Z') });
  const before = Date.now();
  tell(said);
  const found = await first(id);
  expect(found).toEqual({ id: expect.any(String), ...said, receivedAt: expect.any(String) });
  expect(Date.parse(found.receivedAt)).toBeGreaterThanOrEqual(before);
  const entry = await trail.get(tenantId, `/entries/${found.id}`);
  expect(entry).toMatchObject({
    type: name,
    actor: 'user:hub-user-1',
    target: { kind: 'role', id },
    at: '2026-03-01T12:00:00.123Z',
    sentence: 'A user created a role.',
    detail: { serviceName: 'hub-iam', payload: { id, permissions: ['contacts:read'] } },
  });
  expect(entry.detail).not.toHaveProperty('recordedBy');
  expect((await trail.get(tenantId, `/timelines/role/${id}`)).items).toHaveLength(1);
  expect(await trail.get(tenantId, '/verify')).toMatchObject({ ok: true });
});

test.each([
  ['secrets.token.get', 'secret-service.token.get'],
  ['iam.user.removedFormTenant', 'iam.user.removedFromTenant'],
])('%s is filed as %s, with the spelling in which it came', async (spelling, filed) => {
  const id = newId();
  tell(envelope(id, {}, { name: spelling }));
  expect(await first(id)).toMatchObject({ headers: { name: filed }, originalName: spelling });
});

test('a repetition is the same event and is recorded once', async () => {
  const [id, later] = [newId(), newId()];
  const said = envelope(id);
  for (const _ of [1, 2, 3]) tell(said);
  tell(envelope(id, { later }));
  await eventually(async () => (await recorded(id)).length > 1);
  expect(await recorded(id)).toHaveLength(2);
});

test('nobody known did it where nobody is named', async () => {
  const id = newId();
  tell(envelope(id, { user: undefined }));
  const found = await first(id);
  expect(found.payload).not.toHaveProperty('user');
  expect((await trail.get(tenantId, `/entries/${found.id}`)).actor).toBe('anonymous');
});

test('a tenant is the same however its id is written, and its log stays provable', async () => {
  const id = newId();
  tell(envelope(id, { tenant: tenantId.toUpperCase() }));
  expect((await first(id)).payload.tenant).toBe(tenantId);
  expect(await trail.get(tenantId, '/verify')).toMatchObject({ ok: true });
});

test('what cannot be stored in a text or a name is replaced', async () => {
  const id = newId();
  tell(envelope(id, { text: 'a\u0000b', 'na\u0000me': 'half of \ud83d' }));
  expect((await first(id)).payload).toMatchObject({ text: 'a\ufffdb', 'na\ufffdme': 'half of \ufffd' });
  expect(await trail.get(tenantId, '/verify')).toMatchObject({ ok: true });
});

test('names between flow repository and orchestrator are left to them', async () => {
  const id = newId();
  for (const between of ['flow.starting', 'flow.failed', 'flow.started']) tell(envelope(id, {}, { name: between }));
  await first(id);
  expect((await recorded(id)).map(({ headers }: { headers: { name: string } }) => headers.name)).toEqual([
    'flow.started',
  ]);
});

describe('what is refused ends in the dead letters with its reason, and the next one is heard:', () => {
  const json = (body: object) => Buffer.from(JSON.stringify(body));
  const refused: [string, string, (mark: string) => Buffer][] = [
    ['invalid JSON', 'invalid-json', (mark) => Buffer.from(`{"headers": ${mark}`)],
    ['no object', 'invalid-json', (mark) => json([mark])],
    ['broken UTF-8', 'invalid-json', (mark) => Buffer.concat([json(envelope(mark)), Buffer.from([0xc3, 0x28])])],
    ['a missing payload', 'invalid-envelope', (mark) => json({ headers: { ...envelope(mark).headers, mark } })],
    ['a tenant that is an object', 'invalid-envelope', (mark) => json(envelope(mark, { tenant: { id: tenantId } }))],
    ['a time in seconds', 'invalid-envelope', (mark) => json(envelope(mark, {}, { createdAt: 1_764_108_000 }))],
    ['another name than its key', 'invalid-envelope', (mark) => json(envelope(mark, {}, { name: 'iam.role.deleted' }))],
    ['a tenant that is unknown', 'unknown-tenant', (mark) => json(envelope(mark, { tenant: newId() }))],
    ['somebody who speaks as user-auth', 'forbidden', (mark) => json(envelope(mark, {}, { serviceName: 'user-auth' }))],
    ['NUL in who did it', 'invalid-envelope', (mark) => json(envelope(mark, { user: 'a\u0000b' }))],
    ['half a character', 'invalid-envelope', (mark) => json(envelope(mark, {}, { serviceName: 'hub\ud800' }))],
    ['one megabyte', 'too-large', (mark) => json(envelope(mark, { text: 'x'.repeat(1_048_576) }))],
  ];

  test.each(refused)('%s: %s', async (_what, reason, bodyOf) => {
    const mark = newId();
    trail.service.broker.tell(name, bodyOf(mark));
    expect(await deadLetter(mark)).toMatchObject({ reason, attempts: expect.any(Number) });
    await nextIsHeard();
    expect(await recorded(mark)).toEqual([]);
  });

  test('a name of no table: unknown-name', async () => {
    const mark = newId();
    tell(envelope(mark, {}, { name: 'iam.role.painted' }));
    expect(await deadLetter(mark)).toMatchObject({ reason: 'unknown-name', type: 'iam.role.painted' });
    await nextIsHeard();
  });

  async function deadLetter(mark: string) {
    return eventually(async () => {
      const rows = await trail.service.sql<{ reason: string; type: string; attempts: number }>(
        "SELECT reason, type, attempts FROM inbox WHERE status = 'dead' AND position($1::bytea IN body) > 0",
        [Buffer.from(mark)],
      );
      return rows[0];
    });
  }

  async function nextIsHeard(): Promise<void> {
    const id = newId();
    tell(envelope(id));
    await first(id);
    expect((await fetch(new URL('/readyz', trail.service.url))).status).toBe(200);
  }
});
