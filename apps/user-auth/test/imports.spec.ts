import { BulkImportCompleted, UserInvited } from '@crm/events';
import { newId } from '@crm/platform';
import { eventually, operator, userOf, userWith } from '@crm/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Booted, boot, join } from './people.js';

let auth: Booted['auth'];

beforeAll(async () => {
  ({ auth } = await boot());
});
afterAll(() => auth.stop());

interface Page {
  rows: { values: { email: string } }[];
  nextAfter: number | null;
}

const csv = { headers: { 'content-type': 'text/csv' } };
const completed = async (tenantId: string) =>
  (await auth.said(BulkImportCompleted)).filter((event) => event.tenantid === tenantId);

async function send(
  tenantId: string,
  body: string | Buffer,
  query = 'kind=contacts',
  role: 'owner' | 'admin' = 'owner',
) {
  return (await auth.as(userOf(tenantId, role))).post(`/v1/imports?${query}`, body, csv);
}

describe('an import of contacts', () => {
  it('keeps every row with its line, and says so once', async () => {
    const tenantId = newId();
    const file = Buffer.concat([
      Buffer.from('\ufeff"Ref",E-Mail ,Company,Größe\r\n'),
      Buffer.from('x,Ann@Acme.example,"Acme, ""Inc""",L\r\n'),
      Buffer.from('x,ben@acme.example,"two\r\nlines",M\r\n\r\n'),
      Buffer.from('x,,none,S\n'),
      Buffer.from('x,not an address,none,S\n'),
      Buffer.from('x,ANN@acme.example,again,S\n'),
      Buffer.from('x,too@few.example\n'),
      Buffer.from([0x78, 0x2c, 0x63, 0x40, 0x64, 0x2e, 0x65, 0x65, 0x2c, 0xff, 0xfe, 0x2c, 0x53, 0x0a]),
      Buffer.from('x,nul@acme.example,a\0b,S\n'),
      Buffer.from('x,zoë@acme.example,é,last'),
    ]);
    const { status, body } = await send(tenantId, file, 'kind=contacts&fileName=people.csv');
    expect(status).toBe(201);
    expect(body).toMatchObject({
      ...{ status: 'completed', totalRows: 9, acceptedRows: 3, rejectedRows: 6, fileName: 'people.csv' },
      columns: ['Ref', 'email', 'Company', 'Größe'],
    });
    const client = await auth.as(userOf(tenantId));
    const { body: page } = await client.get(`/v1/imports/${body.id}/rows?limit=1000`);
    expect(page.items.map(({ line, reason }: { line: number; reason: string }) => [line, reason])).toEqual([
      [2, null],
      [3, null],
      [6, 'email is missing.'],
      [7, 'email is not an e-mail address.'],
      [8, 'The same email stands in line 2.'],
      [9, 'The row has 2 columns; the header has 4.'],
      [10, 'The row is not valid UTF-8.'],
      [11, 'The row contains the character NUL.'],
      [12, null],
    ]);
    expect(page.items[0].values).toEqual({
      ...{ Ref: 'x', email: 'ann@acme.example', Company: 'Acme, "Inc"', Größe: 'L' },
    });
    const told = await completed(tenantId);
    expect(told.map(({ data }) => data)).toMatchObject([
      {
        ...{ importId: body.id, kind: 'contacts', totalRows: 9, acceptedRows: 3, rejectedRows: 6 },
        ...{ fileName: 'people.csv', startedBy: expect.stringMatching(/^user:/) },
      },
    ]);
    expect((await client.get(`/v1/imports/${body.id}`)).body).toEqual(body);
    expect((await client.get('/v1/imports')).body.items).toEqual([body]);
  });

  it('is handed on page by page, accepted rows only', async () => {
    const tenantId = newId();
    const lines = Array.from({ length: 1_205 }, (_, index) => (index % 10 === 3 ? 'broken' : `p${index}@acme.example`));
    const { body } = await send(tenantId, `email\n${lines.join('\n')}\n`);
    expect(body).toMatchObject({ totalRows: 1_205, rejectedRows: 121 });
    const cdp = await auth.fromService('customer-data-platform', tenantId);
    const seen: string[] = [];
    let after: number | null = 0;
    while (after !== null) {
      const { body: page }: { body: Page } = await cdp.get(
        `/internal/imports/${body.id}/rows?after=${after}&limit=500`,
      );
      seen.push(...page.rows.map(({ values }) => values.email));
      after = page.nextAfter;
    }
    expect(seen).toEqual(lines.filter((line) => line !== 'broken'));
    const stranger = await auth.fromService('customer-data-platform', newId());
    expect((await stranger.get(`/internal/imports/${body.id}/rows?after=0&limit=5`)).status).toBe(404);
    const client = await auth.as(userOf(tenantId));
    const { body: first } = await client.get(`/v1/imports/${body.id}/rows?status=rejected&limit=100`);
    const { body: rest } = await client.get(
      `/v1/imports/${body.id}/rows?status=rejected&limit=100&cursor=${first.nextCursor}`,
    );
    expect([first.items.length, rest.items.length, rest.nextCursor]).toEqual([100, 21, null]);
  });

  it('that is a dry run answers the report and keeps nothing else', async () => {
    const tenantId = newId();
    const { body } = await send(tenantId, 'email\na@acme.example\nb\n', 'kind=contacts&dryRun=true');
    expect(body).toMatchObject({
      ...{ status: 'checked', dryRun: true, acceptedRows: 1, rejectedRows: 1 },
      rejections: [{ line: 3, reason: 'email is not an e-mail address.' }],
    });
    const client = await auth.as(userOf(tenantId));
    expect((await client.get(`/v1/imports/${body.id}`)).body).toEqual(body);
    expect((await client.get(`/v1/imports/${body.id}/rows`)).body.items).toEqual([]);
    expect(await completed(tenantId)).toEqual([]);
  });

  it.each<[string, string | Buffer, string, number]>([
    ['an empty file', '', 'unreadable-csv', 400],
    ['a file without the column email', 'name,phone\nA,1\n', 'missing-column', 400],
    ['a file with semicolons', 'email;name\na@b.example;A\n', 'missing-column', 400],
    ['a column that stands there twice', 'email,a,a\n', 'unreadable-csv', 400],
    ['a column without a name', 'email,\n', 'unreadable-csv', 400],
    ['UTF-16', Buffer.from('\ufeffemail\na@b.example\n', 'utf16le'), 'unreadable-csv', 400],
    ['a quote that is never closed', 'email,x\na@b.example,"oh\nb@b.example,1\n', 'unreadable-csv', 400],
    ['more rows than allowed', `email\n${'x\n'.repeat(100_001)}`, 'too-many-rows', 413],
    ['more bytes than allowed', Buffer.alloc(50 * 1_024 * 1_024 + 1, 'x'), 'payload-too-large', 413],
  ])('refuses %s and keeps nothing of it', async (_, file, code, expected) => {
    const tenantId = newId();
    const { status, body } = await send(tenantId, file);
    expect(body.type).toBe(`urn:crm:problem:${code}`);
    expect(status).toBe(expected);
    expect(await completed(tenantId)).toEqual([]);
    expect(await auth.sql('SELECT 1 FROM import_row WHERE tenant_id = $1', [tenantId])).toEqual([]);
  });

  it('names the missing column', async () => {
    const { body } = await send(newId(), 'name\nA\n');
    expect(body).toMatchObject({ column: 'email', columns: ['name'] });
  });

  it('needs text/csv, a kind and the permission', async () => {
    const client = await auth.as(userOf(newId()));
    expect((await client.post('/v1/imports?kind=contacts', { a: 1 })).status).toBe(415);
    expect((await client.post('/v1/imports?kind=dogs', 'email\n', csv)).status).toBe(400);
    expect((await client.post('/v1/imports', 'email\n', csv)).status).toBe(400);
    const viewer = await auth.as(userOf(newId(), 'viewer'));
    expect((await viewer.post('/v1/imports?kind=contacts', 'email\n', csv)).status).toBe(403);
    const member = await auth.as(userOf(newId(), 'member'));
    expect((await member.post('/v1/imports?kind=users', 'email,name,role\n', csv)).status).toBe(403);
  });

  it('with an Idempotency-Key is carried out once', async () => {
    const tenantId = newId();
    const client = await auth.as(userOf(tenantId));
    const headers = { ...csv.headers, 'idempotency-key': newId() };
    const one = await client.post('/v1/imports?kind=contacts', 'email\na@acme.example\n', { headers });
    const two = await client.post('/v1/imports?kind=contacts', 'email\na@acme.example\n', { headers });
    expect(two).toMatchObject({ status: 201, body: { id: one.body.id, status: 'completed', totalRows: 1 } });
    expect(await completed(tenantId)).toHaveLength(1);
  });

  it('whose sender or process went away is given up', async () => {
    const tenantId = newId();
    const id = newId();
    await auth.sql(
      `INSERT INTO import (id, tenant_id, kind, status, dry_run, columns, started_by, total_rows, accepted_rows,
         rejected_rows, rejections, created_at)
       VALUES ($1, $2, 'contacts', 'receiving', false, '["email"]', 'user:x', 1, 1, 0, '[]', now())`,
      [id, tenantId],
    );
    await auth.sql(
      `INSERT INTO import_row (import_id, tenant_id, line, values, status) VALUES ($1, $2, 2, '{}', 'accepted')`,
      [id, tenantId],
    );
    await auth.sql(
      `INSERT INTO timers (id, kind, key, tenant_id, due_at, payload, context)
       VALUES ($1, 'abandon-import', $2, $3, now(), '{}', '{}')`,
      [newId(), id, tenantId],
    );
    const client = await auth.as(userOf(tenantId));
    const gone = await eventually(async () => {
      const { body } = await client.get(`/v1/imports/${id}`);
      return body.status === 'failed' && body;
    });
    expect(gone.failure).toContain('Send it again');
    expect((await client.get(`/v1/imports/${id}/rows`)).body.items).toEqual([]);
  });
});

describe('an import of users', () => {
  const ended = (tenantId: string, id: string) =>
    eventually(
      async () => {
        const { body } = await (await auth.as(operator(tenantId))).get(`/v1/imports/${id}`);
        return body.status === 'completed' && body;
      },
      { timeoutMs: 20_000 },
    );

  it('invites each row once, even when the process stops in between', async () => {
    const tenantId = newId();
    const rows = Array.from({ length: 120 }, (_, index) => `u${index}@acme.example,User ${index},member`);
    const { body } = await send(tenantId, `email,name,role\n${rows.join('\n')}\n`, 'kind=users');
    expect(body).toMatchObject({ status: 'inviting', totalRows: 120, acceptedRows: 120 });
    await auth.halt();
    await auth.start();
    const done = await ended(tenantId, body.id);
    expect(done).toMatchObject({ totalRows: 120, acceptedRows: 120, rejectedRows: 0 });
    const invited = (await auth.said(UserInvited)).filter((event) => event.tenantid === tenantId);
    expect(new Set(invited.map(({ data }) => data.email)).size).toBe(120);
    expect(invited).toHaveLength(120);
    expect(invited[0]?.data.invitedBy).toBe(body.startedBy);
    expect(invited[0]?.actor).toBe(body.startedBy);
    expect(await completed(tenantId)).toHaveLength(1);
  });

  it('rejects who is a user already, roles above the own and what is no role', async () => {
    const { tenantId, email } = await join(auth);
    const file = [
      'email,name,role,team',
      `${email},Pat,member,a`,
      'new@acme.example,New,admin,b',
      'own@acme.example,Own,owner,c',
      'bad@acme.example,Bad,Big Boss,d',
      'anon@acme.example,,member,e',
    ].join('\n');
    const { body } = await send(tenantId, file, 'kind=users', 'admin');
    const done = await ended(tenantId, body.id);
    expect(done).toMatchObject({ totalRows: 5, acceptedRows: 1, rejectedRows: 4 });
    const { body: rows } = await (await auth.as(operator(tenantId))).get(`/v1/imports/${body.id}/rows`);
    expect(rows.items.map(({ reason }: { reason: string | null }) => reason)).toEqual([
      'The address belongs to a user of the tenant.',
      null,
      'The role owner is above the role of who imports.',
      'role is not the name of a role.',
      'name is missing.',
    ]);
    expect(rows.items[1].invitationId).toEqual(expect.any(String));
    const [event] = await completed(tenantId);
    expect(event?.data).toMatchObject({ kind: 'users', acceptedRows: 1, rejectedRows: 4 });
  });

  it('needs its columns', async () => {
    expect((await send(newId(), 'email,role\n', 'kind=users')).body).toMatchObject({ column: 'name' });
    const custom = await auth.as(userWith(newId(), ['imports:create']));
    expect((await custom.post('/v1/imports?kind=users', 'email,name,role\n', csv)).status).toBe(403);
  });
});

it('an import of another tenant is not there', async () => {
  const { body } = await send(newId(), 'email\na@acme.example\n');
  const stranger = await auth.as(userOf(newId()));
  expect((await stranger.get(`/v1/imports/${body.id}`)).status).toBe(404);
  expect((await stranger.get(`/v1/imports/${body.id}/rows`)).status).toBe(404);
});
