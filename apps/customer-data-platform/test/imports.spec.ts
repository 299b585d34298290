import { BulkImportCompleted, ContactCreated, ContactUpdated, type ImportedRow } from '@crm/events';
import { newId } from '@crm/platform';
import { bootService, eventually, type TestClient, type TestService } from '@crm/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { service } from '../src/service.js';
import { at, newTenant } from './tenant.js';

let data: TestService;
/** Rows by import, as user-auth keeps them; an import that is not here is unknown to it. */
const files = new Map<string, ImportedRow[]>();
let failures = 0;
let fetched: number[] = [];

beforeAll(async () => {
  data = await bootService(service, {
    env: { IMPORT_CHUNK_ROWS: '3' },
    peers: {
      'import-rows': ({ params, query }) => {
        if (failures > 0) {
          failures -= 1;
          throw new Error('away');
        }
        const rows = files.get(String(params['importId']));
        if (!rows) throw Object.assign(new Error('no such import'), { statusCode: 404 });
        fetched.push(Number(query['after']));
        const rest = rows.filter(({ line }) => line > Number(query['after']));
        const page = rest.slice(0, Number(query['limit']));
        return { rows: page, nextAfter: rest.length > page.length ? page.at(-1)?.line : null };
      },
    },
  });
});
afterAll(() => data.stop());

async function bring(tenantId: string, client: TestClient, rows: Record<string, string>[], importId = newId()) {
  files.set(
    importId,
    rows.map((values, index) => ({ line: index + 2, values })),
  );
  await tell(tenantId, importId, rows.length);
  const result = await eventually(async () => {
    const { body } = await client.get(`/v1/contact-imports/${importId}`);
    return body.status === 'running' ? undefined : body;
  });
  const lines = (await client.get(`/v1/contact-imports/${importId}/results`)).body.items;
  return { importId, result, lines };
}

const tell = (tenantId: string, importId: string, rows: number, kind: 'contacts' | 'users' = 'contacts') =>
  data.hear(BulkImportCompleted, {
    tenantId,
    importId,
    kind,
    startedBy: 'user:x',
    fileName: 'contacts.csv',
    totalRows: rows,
    acceptedRows: rows,
    rejectedRows: 0,
    completedAt: at(),
  });

const person = (email: string, more: Record<string, string> = {}) => ({
  ...{ email, given_name: 'Grace', family_name: email.split('@')[0] ?? '', company: 'Navy', phone: '', job_title: '' },
  ...more,
});

test('rows are created, updated, merged or invalid with a reason, each with its result', async () => {
  const { client, tenantId } = await newTenant(data);
  const old = (await client.post('/v1/contacts', { emails: [{ address: 'old@x.example' }], company: 'Old' })).body;
  const { importId, result, lines } = await bring(tenantId, client, [
    person('hopper@x.example', { phone: '030 1234567', lifecycle_stage: 'Customer', seats: '7', newsletter: 'yes' }),
    person('OLD@x.example', { company: 'New', shoe_size: '41' }),
    person('not-an-address'),
    person('HOPPER@x.example', { job_title: 'Admiral' }),
    person('', { family_name: 'hopper', phone: '+49 30 1234567', company: '' }),
    person('kay@x.example', { seats: 'many' }),
    person('alan@x.example', { customerSince: '2024-02-29' }),
  ]);
  expect(result).toMatchObject({
    status: 'completed',
    acceptedRows: 7,
    doneRows: 7,
    counts: { created: 2, updated: 2, merged: 1, invalid: 2 },
  });
  expect(lines.map(({ line, outcome }: { line: number; outcome: string }) => `${line} ${outcome}`)).toEqual([
    ...['2 created', '3 updated', '4 invalid', '5 updated', '6 merged', '7 invalid', '8 created'],
  ]);
  expect(lines[1]).toMatchObject({ contactId: old.id, note: 'Not an attribute, left out: shoe_size' });
  expect(lines[2].reason).toContain('must be an email');
  expect(lines[5].reason).toBe('seats must be a number');
  expect(lines[4].contactId).toBe(lines[0].contactId);
  const hopper = (await client.get(`/v1/contacts/${lines[0].contactId}`)).body;
  expect(hopper).toMatchObject({
    displayName: 'Grace hopper',
    jobTitle: 'Admiral',
    company: 'Navy',
    attributes: { lifecycleStage: 'customer', seats: 7, newsletter: true },
    phones: [{ number: '030 1234567' }],
    source: 'import',
    importId,
  });
  const invalid = (await client.get(`/v1/contact-imports/${importId}/results?outcome=invalid`)).body.items;
  expect(invalid).toHaveLength(2);
  expect((await client.get(`/v1/contacts?importId=${importId}`)).body.items).toHaveLength(2);

  const created = (await data.said(ContactCreated)).filter((event) => event.data.importId === importId);
  expect(created.map((event) => event.data)).toMatchObject([
    { email: 'hopper@x.example', source: 'import', company: 'Navy' },
    { email: 'alan@x.example', source: 'import' },
  ]);
  expect(created[0]?.hopcount).toBe(1);
  const updated = (await data.said(ContactUpdated)).filter((event) => event.tenantid === tenantId);
  expect(updated[0]?.data).toMatchObject({ contactId: old.id, source: 'import' });
  expect(updated[0]?.data.changedFields).toContain('company');
});

test('an import of the same file again changes nothing and tells nothing', async () => {
  const { client, tenantId } = await newTenant(data);
  const rows = ['a', 'b', 'c', 'd', 'e'].map((name) => person(`${name}@x.example`));
  await bring(tenantId, client, rows);
  const { result } = await bring(tenantId, client, rows);
  expect(result.counts).toEqual({ created: 0, updated: 5, merged: 0, invalid: 0 });
  expect((await data.said(ContactCreated)).filter((event) => event.tenantid === tenantId)).toHaveLength(5);
  expect((await data.said(ContactUpdated)).filter((event) => event.tenantid === tenantId)).toEqual([]);
});

test('an import that is told twice, or while user-auth is away, takes each row once', async () => {
  const { client, tenantId } = await newTenant(data);
  const importId = newId();
  failures = 2;
  fetched = [];
  const rows = Array.from({ length: 10 }, (_, index) => person(`row${index}@x.example`));
  const first = bring(tenantId, client, rows, importId);
  await tell(tenantId, importId, 10);
  const { result, lines } = await first;
  expect(result.counts.created).toBe(10);
  expect(lines).toHaveLength(10);
  await tell(tenantId, importId, 10);
  await tell(tenantId, importId, 10, 'users');
  expect(await data.sql('SELECT 1 FROM timers WHERE kind = $1', ['fetch-import-rows'])).toEqual([]);
  expect(fetched).toEqual([0, 4, 7, 10]);
});

test('an import goes on where it stood when the service was stopped in the middle', async () => {
  const { client, tenantId } = await newTenant(data);
  const importId = newId();
  const rows = Array.from({ length: 30 }, (_, index) => person(`again${index}@x.example`));
  files.set(
    importId,
    rows.map((values, index) => ({ line: index + 2, values })),
  );
  await tell(tenantId, importId, 30);
  await eventually(
    async () => {
      const { doneRows } = (await client.get(`/v1/contact-imports/${importId}`)).body;
      return doneRows > 3;
    },
    { pauseMs: 1 },
  );
  await data.halt();
  await data.start();
  const { client: again } = { client: await data.as((await import('@crm/testing')).userOf(tenantId)) };
  await eventually(async () => (await again.get(`/v1/contact-imports/${importId}`)).body.status === 'completed');
  expect((await again.get(`/v1/contact-imports/${importId}`)).body.counts.created).toBe(30);
  expect((await data.said(ContactCreated)).filter((event) => event.data.importId === importId)).toHaveLength(30);
});

test('an import of users is none of ours, and one whose rows are gone has failed', async () => {
  const { client, tenantId } = await newTenant(data);
  const users = newId();
  await tell(tenantId, users, 3, 'users');
  expect((await client.get(`/v1/contact-imports/${users}`)).status).toBe(404);
  const gone = newId();
  await tell(tenantId, gone, 3);
  const failed = await eventually(async () => {
    const { body } = await client.get(`/v1/contact-imports/${gone}`);
    return body.status === 'failed' ? body : undefined;
  });
  expect(failed.error).toBe('Its rows are not there any more.');
  const { client: stranger } = await newTenant(data);
  expect((await stranger.get(`/v1/contact-imports/${gone}`)).status).toBe(404);
  expect((await stranger.get(`/v1/contact-imports/${gone}/results`)).status).toBe(404);
});
