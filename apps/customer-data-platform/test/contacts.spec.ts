import { ContactCreated, ContactUpdated, NotificationBounced } from '@crm/events';
import { newId } from '@crm/platform';
import { bootService, type TestService, userOf, userWith } from '@crm/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { service } from '../src/service.js';
import { at, newTenant } from './tenant.js';

let data: TestService;

beforeAll(async () => {
  data = await bootService(service);
});
afterAll(() => data.stop());

const ada = {
  givenName: 'Ada',
  familyName: 'Lovelace',
  emails: [
    { address: 'Ada.Lovelace@acme.example', verified: true },
    { address: 'ada@home.example', verified: true },
  ],
  phones: [{ number: '+44 20 7946 0018', label: 'work' }],
  company: 'Acme Engines Ltd',
  attributes: { lifecycleStage: 'customer', seats: 12, newsletter: true, customerSince: '2026-02-28' },
};

const saidOf = async <E extends typeof ContactCreated | typeof ContactUpdated>(event: E, contactId: string) =>
  (await data.said(event)).filter((said) => (said.data as { contactId: string }).contactId === contactId);

test('a contact is made, named after what is known, read, and told once', async () => {
  const { client, tenantId } = await newTenant(data);
  const { status, body, headers } = await client.post('/v1/contacts', ada);
  expect(status).toBe(201);
  expect(headers.get('etag')).toBe('"1"');
  expect(body).toMatchObject({
    displayName: 'Ada Lovelace',
    source: 'manual',
    attributes: ada.attributes,
    emails: [
      { address: 'Ada.Lovelace@acme.example', primary: true, verified: true, status: 'ok', bounceReason: null },
      { address: 'ada@home.example', primary: false },
    ],
  });
  expect((await client.get(`/v1/contacts/${body.id}`)).body).toEqual(body);
  const [told, ...more] = await saidOf(ContactCreated, body.id);
  expect(more).toEqual([]);
  expect(told?.data).toMatchObject({ tenantId, email: 'Ada.Lovelace@acme.example', source: 'manual' });
  expect(told?.hopcount).toBe(0);
});

test('a change is told with the names of its fields, and writing the same value again is none', async () => {
  const { client } = await newTenant(data);
  const { body } = await client.post('/v1/contacts', ada);
  const change = { jobTitle: 'Analyst', company: ada.company, attributes: { seats: 13, newsletter: true } };
  const first = await client.patch(`/v1/contacts/${body.id}`, change, { headers: { 'if-match': '"1"' } });
  expect(first).toMatchObject({ status: 200, body: { version: 2, attributes: { ...ada.attributes, seats: 13 } } });
  expect((await client.patch(`/v1/contacts/${body.id}`, change)).body).toEqual(first.body);
  const because = { headers: { 'x-correlation-id': 'why-ada' } };
  expect((await client.patch(`/v1/contacts/${body.id}`, ada, because)).body.version).toBe(3);
  const told = await saidOf(ContactUpdated, body.id);
  expect(told.map((event) => event.data)).toMatchObject([
    { version: 2, changedFields: ['jobTitle', 'seats'], source: 'manual' },
    { version: 3, changedFields: ['seats'] },
  ]);
  expect((await client.patch(`/v1/contacts/${body.id}`, change, { headers: { 'if-match': '"1"' } })).status).toBe(412);
  const timeline = (await client.get(`/v1/contacts/${body.id}/timeline`)).body.items;
  expect(timeline.map((entry: { kind: string }) => entry.kind)).toEqual(['updated', 'updated', 'created']);
  expect(timeline[0]).toMatchObject({ correlationId: 'why-ada', actor: expect.stringMatching(/^user:/) });
});

test('null clears a value, and the name follows as long as nobody has set it', async () => {
  const { client } = await newTenant(data);
  const { body } = await client.post('/v1/contacts', ada);
  const renamed = await client.patch(`/v1/contacts/${body.id}`, { familyName: 'King', attributes: { seats: null } });
  expect(renamed.body).toMatchObject({ displayName: 'Ada King' });
  expect(renamed.body.attributes).not.toHaveProperty('seats');
  await client.patch(`/v1/contacts/${body.id}`, { displayName: 'The Countess' });
  const again = await client.patch(`/v1/contacts/${body.id}`, { familyName: null });
  expect(again.body).toMatchObject({ displayName: 'The Countess', familyName: null });
});

test('an e-mail address belongs to one contact of a tenant, whatever its case', async () => {
  const { client } = await newTenant(data);
  const { body } = await client.post('/v1/contacts', ada);
  const double = await client.post('/v1/contacts', { emails: [{ address: 'ADA@home.example' }] });
  expect(double).toMatchObject({ status: 409, body: { type: 'urn:crm:problem:contact-exists', contactId: body.id } });
  const other = await client.post('/v1/contacts', { emails: [{ address: 'babbage@acme.example' }] });
  const taking = await client.patch(`/v1/contacts/${other.body.id}`, { emails: ada.emails });
  expect(taking).toMatchObject({ status: 409, body: { contactId: body.id } });
  const twins = await Promise.all(
    [1, 2, 3, 4].map(() => client.post('/v1/contacts', { emails: [{ address: 'race@acme.example' }] })),
  );
  expect(twins.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
  await client.patch(`/v1/contacts/${body.id}`, { emails: [] });
  expect((await client.patch(`/v1/contacts/${other.body.id}`, { emails: ada.emails })).status).toBe(200);
  const { client: stranger } = await newTenant(data);
  expect((await stranger.post('/v1/contacts', ada)).status).toBe(201);
});

test('a repeated request with one key makes one contact', async () => {
  const { client, tenantId } = await newTenant(data);
  const headers = { 'idempotency-key': newId() };
  const first = await client.post('/v1/contacts', ada, { headers });
  const again = await client.post('/v1/contacts', ada, { headers });
  expect(again).toMatchObject({ status: 201, body: first.body });
  expect((await data.said(ContactCreated)).filter((event) => event.tenantid === tenantId)).toHaveLength(1);
});

test('search finds by the beginnings of words of name, address and company, without accents', async () => {
  const { client } = await newTenant(data);
  await client.post('/v1/contacts', ada);
  await client.post('/v1/contacts', { givenName: 'Zoë', familyName: 'Müller-Lüdenscheidt', company: 'Äther GmbH' });
  const found = async (q: string) =>
    (await client.get(`/v1/contacts?q=${encodeURIComponent(q)}`)).body.items.map(
      (contact: { displayName: string }) => contact.displayName,
    );
  expect(await found('love')).toEqual(['Ada Lovelace']);
  expect(await found('LOVELACE@acme')).toEqual(['Ada Lovelace']);
  expect(await found('engines ada')).toEqual(['Ada Lovelace']);
  expect(await found('zoe luden')).toEqual(['Zoë Müller-Lüdenscheidt']);
  expect(await found('ather')).toEqual(['Zoë Müller-Lüdenscheidt']);
  expect(await found('ada muller')).toEqual([]);
  expect(await found('%')).toHaveLength(2);
});

test('the index serves the search also under row-level security', async () => {
  const plan = await data.app
    .get((await import('@crm/platform')).Database)
    .transaction(newId(), ({ manager }) =>
      manager.query(
        `EXPLAIN SELECT contact_id FROM contact_key WHERE kind = 'word' AND key >= 'lov' AND key < 'lov\u{10FFFF}'`,
      ),
    );
  const text = JSON.stringify(plan);
  expect(text).toMatch(/Index Cond: [^"]*key >= 'lov'/);
});

test('lists are filtered and come in pages', async () => {
  const { client } = await newTenant(data);
  const ownerId = newId();
  for (let n = 0; n < 5; n += 1) {
    await client.post('/v1/contacts', { displayName: `Contact ${n}`, company: n % 2 ? 'Odd' : 'Even', ownerId });
  }
  const first = await client.get('/v1/contacts?limit=3');
  const second = await client.get(`/v1/contacts?limit=3&cursor=${first.body.nextCursor}`);
  const names = [...first.body.items, ...second.body.items].map((contact) => contact.displayName);
  expect(names).toEqual([4, 3, 2, 1, 0].map((n) => `Contact ${n}`));
  expect((await client.get('/v1/contacts?company=Odd')).body.items).toHaveLength(2);
  expect((await client.get(`/v1/contacts?ownerId=${newId()}`)).body.items).toEqual([]);
  expect((await client.get('/v1/contacts?bounced=true')).body.items).toEqual([]);
  expect((await client.get('/v1/contacts?bounced=false')).body.items).toHaveLength(5);
});

test('exactly the failed address is marked, and a second verified one becomes primary', async () => {
  const { client, tenantId } = await newTenant(data);
  const { body } = await client.post('/v1/contacts', {
    ...ada,
    emails: [{ address: 'first@acme.example' }, { address: 'unsure@acme.example' }, ...ada.emails],
  });
  const bounce = {
    tenantId,
    notificationId: newId(),
    recipient: 'FIRST@acme.example',
    kind: 'hard' as const,
    status: '5.1.1',
    diagnostic: '550 no such user',
    at: at(),
  };
  await data.hear(NotificationBounced, bounce);
  await data.hear(NotificationBounced, { ...bounce, notificationId: newId() });
  const after = (await client.get(`/v1/contacts/${body.id}`)).body;
  expect(after.emails).toMatchObject([
    { address: 'first@acme.example', primary: false, status: 'bounced', bounceReason: '5.1.1 550 no such user' },
    { address: 'unsure@acme.example', primary: false, status: 'ok' },
    { address: 'Ada.Lovelace@acme.example', primary: true, status: 'ok' },
    { address: 'ada@home.example', primary: false, status: 'ok' },
  ]);
  const told = await saidOf(ContactUpdated, body.id);
  expect(told.map((event) => event.data)).toMatchObject([{ changedFields: ['emails'], source: 'bounce' }]);
  expect(told[0]?.hopcount).toBe(1);
  expect((await client.get('/v1/contacts?bounced=true')).body.items).toHaveLength(1);
});

test('an address that bounced before its contact was made is marked all the same', async () => {
  const { client, tenantId } = await newTenant(data);
  await data.hear(NotificationBounced, {
    tenantId,
    notificationId: newId(),
    recipient: 'late@acme.example',
    kind: 'suppressed',
    diagnostic: 'suppressed',
    at: at(),
  });
  const { body } = await client.post('/v1/contacts', { emails: [{ address: 'Late@acme.example' }] });
  expect(body.emails).toMatchObject([{ status: 'bounced', primary: true }]);
});

test('the export streams every contact as CSV that a spreadsheet does not run', async () => {
  const { client } = await newTenant(data);
  await client.post('/v1/contacts', ada);
  await client.post('/v1/contacts', { displayName: '=1+1', company: '=HYPERLINK("x")', givenName: 'A "B", C' });
  const { status, headers, body } = await client.get<string>('/v1/contacts/export');
  expect(status).toBe(200);
  expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
  const [head, first, second, end] = body.split('\r\n');
  expect(head).toMatch(/^id,email,given_name,family_name,company,phone,job_title,owner_id,created_at,customerSince/);
  expect(first).toContain(',Ada.Lovelace@acme.example,Ada,Lovelace,Acme Engines Ltd,+44 20 7946 0018,');
  expect(second).toContain(`,"A ""B"", C",,"'=HYPERLINK(""x"")",`);
  expect(end).toBe('');
});

test('a deleted contact is gone with its history, and its address is free', async () => {
  const { client } = await newTenant(data);
  const { body } = await client.post('/v1/contacts', ada);
  expect((await client.delete(`/v1/contacts/${body.id}`, { headers: { 'if-match': '"9"' } })).status).toBe(412);
  expect((await client.delete(`/v1/contacts/${body.id}`, { headers: { 'if-match': '"1"' } })).status).toBe(204);
  expect((await client.get(`/v1/contacts/${body.id}`)).status).toBe(404);
  expect((await client.get('/v1/contacts?q=ada')).body.items).toEqual([]);
  expect(await data.sql('SELECT 1 FROM timeline_entry WHERE contact_id = $1', [body.id])).toEqual([]);
  expect((await client.post('/v1/contacts', ada)).status).toBe(201);
});

test.each<[string, object, string]>([
  ['an unknown field', { ...ada, colour: 'red' }, 'colour'],
  ['an address that is none', { emails: [{ address: 'nobody' }] }, 'emails.0.address'],
  ['an undefined attribute', { ...ada, attributes: { shoeSize: 4 } }, 'attributes.shoeSize'],
  ['a text for a number', { ...ada, attributes: { seats: '12' } }, 'attributes.seats'],
  ['a day that does not exist', { ...ada, attributes: { customerSince: '2026-02-30' } }, 'attributes.customerSince'],
  ['a value outside of the options', { ...ada, attributes: { lifecycleStage: 'gone' } }, 'attributes.lifecycleStage'],
  ['the same address twice', { emails: [{ address: 'a@b.example' }, { address: 'A@b.example' }] }, 'emails.1'],
  [
    'two primary addresses',
    { emails: ['a@b.example', 'b@b.example'].map((address) => ({ address, primary: true })) },
    'emails',
  ],
  ['nothing to call it by', { jobTitle: 'Analyst' }, 'displayName'],
  ['a phone number without digits', { phones: [{ number: '----' }] }, 'phones.0.number'],
  ['a list in the place of an object', { ...ada, attributes: [] }, 'attributes'],
])('%s is refused by name and changes nothing', async (_, body, field) => {
  const { client, tenantId } = await newTenant(data);
  const answer = await client.post('/v1/contacts', body);
  expect(answer).toMatchObject({ status: 400, body: { type: 'urn:crm:problem:validation-failed' } });
  expect(answer.body.errors.map((error: { field: string }) => error.field)).toContain(field);
  expect(await data.sql('SELECT 1 FROM contact WHERE tenant_id = $1', [tenantId])).toEqual([]);
});

test("another tenant's contact is not there, and permissions are asked for", async () => {
  const { client, tenantId } = await newTenant(data);
  const { body } = await client.post('/v1/contacts', ada);
  const stranger = await data.as(userOf(newId()));
  const path = `/v1/contacts/${body.id}`;
  expect((await stranger.get(path)).status).toBe(404);
  expect((await stranger.get(`${path}/timeline`)).status).toBe(404);
  expect((await stranger.patch(path, { company: 'Mine' })).status).toBe(404);
  expect((await stranger.delete(path)).status).toBe(404);
  expect((await stranger.get('/v1/contacts')).body.items).toEqual([]);
  const reader = await data.as(userWith(tenantId, ['contacts:read']));
  expect((await reader.get(path)).status).toBe(200);
  expect((await reader.patch(path, { company: 'Mine' })).status).toBe(403);
  expect((await reader.get('/v1/contacts/export')).status).toBe(403);
  expect((await client.get('/v1/contacts/not-an-id')).status).toBe(400);
});
