import { ContactCreated, ContactUpdated, CustomerProfileMerged, NotificationBounced, UserInvited } from '@crm/events';
import { newId } from '@crm/platform';
import { bootService, eventually, type TestClient, type TestService, userOf } from '@crm/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { service } from '../src/service.js';
import { at, newTenant } from './tenant.js';

let data: TestService;
let client: TestClient;
let tenantId: string;

beforeAll(async () => {
  data = await bootService(service);
});
afterAll(() => data.stop());

async function contacts(...bodies: object[]) {
  ({ client, tenantId } = await newTenant(data));
  const made: { id: string; createdAt: string }[] = [];
  for (const body of bodies) made.push((await client.post('/v1/contacts', body)).body);
  return made;
}

const jane = {
  givenName: 'Jane',
  familyName: 'Doe',
  emails: [{ address: 'jane@acme.example' }],
  phones: [{ number: '+49 30 1234567' }],
  company: 'Acme',
  attributes: { seats: 1 },
};
const jayne = {
  givenName: 'Jayne',
  familyName: 'Doe',
  emails: [{ address: 'jayne@acme.example', verified: true }],
  phones: [{ number: '030 1234567' }, { number: '030 7654321' }],
  jobTitle: 'Director',
  attributes: { seats: 2, leadSource: 'fair' },
};

const idsOf = async (query = '') =>
  (await client.get(`/v1/duplicates${query}`)).body.items.map((item: { contacts: { id: string }[] }) =>
    item.contacts.map(({ id }) => id).sort(),
  );

test('doubles are suggested with a score and what speaks for it', async () => {
  const [one, two] = await contacts(jane, jayne, { givenName: 'John', familyName: 'Smith', company: 'Acme' });
  const pair = await eventually(async () => (await client.get('/v1/duplicates')).body.items[0]);
  expect(pair.contacts.map(({ id }: { id: string }) => id)).toEqual([one?.id, two?.id]);
  expect(pair.score).toBeGreaterThan(0.95);
  const verdicts = Object.fromEntries(
    pair.evidence.map(({ field, verdict }: { field: string; verdict: string }) => [field, verdict]),
  );
  expect(verdicts).toEqual({ email: 'similar', phone: 'same', familyName: 'same', givenName: 'similar' });
  expect(await idsOf()).toHaveLength(1);
  expect(await idsOf('?minScore=1')).toEqual([]);
  expect(await idsOf(`?contactId=${newId()}`)).toEqual([]);
});

test('a dismissed pair is not suggested again, and one that is edited apart is not any more', async () => {
  const [one, two] = await contacts(jane, jayne);
  const pair = await eventually(async () => (await client.get('/v1/duplicates')).body.items[0]);
  expect((await client.post(`/v1/duplicates/${pair.id}/dismiss`)).body).toMatchObject({ status: 'dismissed' });
  await client.patch(`/v1/contacts/${two?.id}`, { givenName: 'Jane' });
  await eventually(async () => (await data.sql('SELECT 1 FROM timers')).length === 0);
  expect(await idsOf()).toEqual([]);
  expect(await idsOf('?status=dismissed')).toEqual([[one?.id, two?.id].sort()]);

  const [three] = await contacts(jane, jayne);
  await eventually(async () => (await idsOf()).length === 1);
  const apart = { givenName: 'Otto', familyName: 'Kringelein', phones: [], emails: [], displayName: null };
  await client.patch(`/v1/contacts/${three?.id}`, apart);
  await eventually(async () => (await idsOf()).length === 0);
});

test('team members are tagged, and left out of suggestions and counts, whatever comes first', async () => {
  const invite = (email: string) =>
    data.hear(UserInvited, {
      tenantId,
      userId: newId(),
      invitationId: newId(),
      email,
      name: 'Jane Doe',
      role: 'member',
      invitedBy: 'user:x',
      expiresAt: at(),
    });
  const [one] = await contacts(jane, jayne);
  await eventually(async () => (await idsOf()).length === 1);
  const orchestrator = await data.fromService('onboarding-orchestrator', tenantId);
  expect((await orchestrator.get('/internal/contact-count')).body).toEqual({ contacts: 2 });
  await invite('JANE@acme.example');
  await invite('jane@acme.example');
  await invite('early@acme.example');
  await client.post('/v1/contacts', { emails: [{ address: 'Early@acme.example' }] });
  expect(await idsOf()).toEqual([]);
  expect((await orchestrator.get('/internal/contact-count')).body).toEqual({ contacts: 1 });
  const { items } = (await client.get('/v1/team-members')).body;
  expect(items).toMatchObject([
    { address: 'early@acme.example', contactId: expect.any(String) },
    { address: 'jane@acme.example', contactId: one?.id },
  ]);
});

test('a merge unites two contacts by rule and choice, leads the merged id on, and is told once', async () => {
  const [one, two] = await contacts(jane, jayne);
  await eventually(async () => (await idsOf()).length === 1);
  const merged = await client.post('/v1/merges', {
    survivorId: one?.id,
    mergedIds: [two?.id],
    choices: { givenName: one?.id },
  });
  expect(merged.status).toBe(201);
  expect(merged.body.survivor).toMatchObject({
    id: one?.id,
    givenName: 'Jane',
    displayName: 'Jayne Doe',
    company: 'Acme',
    jobTitle: 'Director',
    attributes: { seats: 2, leadSource: 'fair' },
    emails: [
      { address: 'jane@acme.example', primary: true },
      { address: 'jayne@acme.example', primary: false, verified: true },
    ],
    phones: [{ number: '+49 30 1234567' }, { number: '030 7654321' }],
    version: 2,
  });
  const led = await client.get(`/v1/contacts/${two?.id}`);
  expect(led).toMatchObject({ status: 200, body: { id: one?.id, mergedInto: one?.id } });
  expect((await client.patch(`/v1/contacts/${two?.id}`, { company: 'X' })).body).toMatchObject({
    type: 'urn:crm:problem:contact-merged',
    mergedInto: one?.id,
  });
  expect((await client.get('/v1/contacts')).body.items).toHaveLength(1);
  expect((await client.get('/v1/contacts?email=jayne@acme.example')).body.items).toMatchObject([{ id: one?.id }]);
  expect(await idsOf()).toEqual([]);
  const kinds = (await client.get(`/v1/contacts/${one?.id}/timeline`)).body.items.map((e: { kind: string }) => e.kind);
  expect(kinds).toEqual(['merged', 'updated', 'created', 'created']);
  const told = (await data.said(CustomerProfileMerged)).filter((event) => event.tenantid === tenantId);
  expect(told).toHaveLength(1);
  expect(told[0]?.data).toMatchObject({
    mergeId: merged.body.id,
    survivorId: one?.id,
    mergedIds: [two?.id],
    mergedCreatedAt: [two?.createdAt],
    score: merged.body.score,
  });
  expect(merged.body.score).toBeGreaterThan(0.9);
});

test('an undo brings everything back exactly', async () => {
  const [one, two, three] = await contacts(jane, jayne, {
    displayName: 'J. Doe',
    emails: [{ address: 'j@x.example' }],
  });
  const before = await Promise.all(
    [one, two, three].map(async (c) => (await client.get(`/v1/contacts/${c?.id}`)).body),
  );
  const body = { survivorId: one?.id, mergedIds: [two?.id, three?.id] };
  const { body: merge } = await client.post('/v1/merges', body);
  const undone = await client.post(`/v1/merges/${merge.id}/undo`);
  expect(undone).toMatchObject({ status: 200, body: { kept: [], lostAddresses: [], undoneBy: expect.any(String) } });
  const after = await Promise.all([one, two, three].map(async (c) => (await client.get(`/v1/contacts/${c?.id}`)).body));
  expect(after[1]).toEqual(before[1]);
  expect(after[2]).toEqual(before[2]);
  expect(after[0]).toEqual({ ...before[0], version: 3, updatedAt: after[0].updatedAt });
  const back = (await data.said(ContactCreated)).filter(
    ({ data: { source, tenantId: tenant } }) => source === 'merge-undone' && tenant === tenantId,
  );
  expect(back.map((event) => event.data)).toMatchObject([
    { contactId: two?.id, createdAt: two?.createdAt },
    { contactId: three?.id, createdAt: three?.createdAt },
  ]);
  const changed = (await data.said(ContactUpdated)).filter(({ tenantid }) => tenantid === tenantId);
  expect(changed.map(({ data: { source } }) => source)).toEqual(['merge', 'merge-undone']);
  expect((await client.post(`/v1/merges/${merge.id}/undo`)).status).toBe(409);
  expect((await client.get('/v1/contacts?q=jayne')).body.items).toMatchObject([{ id: two?.id }]);
});

test('what was edited since a merge is kept by its undo, and reported', async () => {
  const [one, two] = await contacts(jane, jayne);
  const { body: merge } = await client.post('/v1/merges', { survivorId: one?.id, mergedIds: [two?.id] });
  await client.patch(`/v1/contacts/${one?.id}`, {
    jobTitle: 'Chair',
    attributes: { seats: 9 },
    emails: [{ address: 'jane@acme.example' }, { address: 'new@acme.example' }],
  });
  await client.post('/v1/contacts', { emails: [{ address: 'jayne@acme.example' }] });
  const { body } = await client.post(`/v1/merges/${merge.id}/undo`);
  expect(body.kept.sort()).toEqual(['emails', 'jobTitle', 'seats']);
  expect(body.lostAddresses).toEqual(['jayne@acme.example']);
  expect(body.survivor).toMatchObject({
    givenName: 'Jane',
    jobTitle: 'Chair',
    attributes: { seats: 9 },
    emails: [{ address: 'jane@acme.example' }, { address: 'new@acme.example' }],
  });
  expect(body.restored).toMatchObject([{ id: two?.id, emails: [], jobTitle: 'Director' }]);
});

test('merges are undone from the newest to the oldest, and ids lead through all of them', async () => {
  const [one, two, three] = await contacts(jane, jayne, { displayName: 'Third' });
  const first = (await client.post('/v1/merges', { survivorId: two?.id, mergedIds: [one?.id] })).body;
  const second = (await client.post('/v1/merges', { survivorId: three?.id, mergedIds: [two?.id] })).body;
  expect((await client.get(`/v1/contacts/${one?.id}`)).body).toMatchObject({ id: three?.id, mergedInto: three?.id });
  const early = await client.post(`/v1/merges/${first.id}/undo`);
  expect(early).toMatchObject({
    status: 409,
    body: { type: 'urn:crm:problem:later-merge-stands', mergeId: second.id },
  });
  expect((await client.post(`/v1/merges/${second.id}/undo`)).status).toBe(200);
  expect((await client.get(`/v1/contacts/${one?.id}`)).body).toMatchObject({ id: two?.id });
  expect((await client.post(`/v1/merges/${first.id}/undo`)).status).toBe(200);
  expect((await client.get(`/v1/contacts/${one?.id}`)).body).toMatchObject({ id: one?.id, givenName: 'Jane' });
  expect((await client.get(`/v1/merges?survivorId=${two?.id}`)).body.items).toMatchObject([{ id: first.id }]);
});

test('an address that bounced while its contact was merged comes back as bounced', async () => {
  const [one, two] = await contacts(jane, jayne);
  const { body: merge } = await client.post('/v1/merges', { survivorId: one?.id, mergedIds: [two?.id] });
  const bounce = { tenantId, notificationId: newId(), recipient: 'jayne@acme.example', kind: 'hard' as const };
  await data.hear(NotificationBounced, { ...bounce, diagnostic: '550', at: at() });
  const { body } = await client.post(`/v1/merges/${merge.id}/undo`);
  expect(body.restored[0].emails).toMatchObject([{ address: 'jayne@acme.example', status: 'bounced' }]);
});

test('two merges of one contact at once: one wins', async () => {
  const [one, two, three] = await contacts(jane, jayne, { displayName: 'Third' });
  const answers = await Promise.all(
    [one, three].map((survivor) => client.post('/v1/merges', { survivorId: survivor?.id, mergedIds: [two?.id] })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
});

test('a deleted survivor takes the snapshots of its merges along', async () => {
  const [one, two] = await contacts(jane, jayne);
  const { body: merge } = await client.post('/v1/merges', { survivorId: one?.id, mergedIds: [two?.id] });
  expect((await client.delete(`/v1/contacts/${one?.id}`)).status).toBe(204);
  expect((await client.get(`/v1/contacts/${two?.id}`)).status).toBe(404);
  expect((await client.get(`/v1/merges/${merge.id}`)).status).toBe(404);
});

test('a deleted contact leaves no snapshot in a merge that was undone', async () => {
  const [one, two] = await contacts(jane, jayne);
  const { body: merge } = await client.post('/v1/merges', { survivorId: one?.id, mergedIds: [two?.id] });
  await client.post(`/v1/merges/${merge.id}/undo`);
  expect((await client.delete(`/v1/contacts/${two?.id}`)).status).toBe(204);
  expect(await data.sql('SELECT 1 FROM merge WHERE id = $1', [merge.id])).toEqual([]);
  expect((await client.get(`/v1/contacts/${one?.id}`)).status).toBe(200);
});

test('senseless merges are refused', async () => {
  const [one, two] = await contacts(jane, jayne);
  const merge = (body: object) => client.post('/v1/merges', body);
  expect((await merge({ survivorId: one?.id, mergedIds: [one?.id] })).status).toBe(400);
  expect((await merge({ survivorId: one?.id, mergedIds: [] })).status).toBe(400);
  expect((await merge({ survivorId: one?.id, mergedIds: [newId()] })).status).toBe(404);
  const choices = { company: newId(), colour: one?.id };
  expect((await merge({ survivorId: one?.id, mergedIds: [two?.id], choices })).body.errors).toMatchObject([
    { field: 'choices.company' },
    { field: 'choices.colour' },
  ]);
  const stranger = await data.as(userOf(newId()));
  expect((await stranger.post('/v1/merges', { survivorId: one?.id, mergedIds: [two?.id] })).status).toBe(404);
  expect((await stranger.get('/v1/duplicates')).body.items).toEqual([]);
});
