import { eventClasses, schemaUriOf } from '@crm/events';
import { newId } from '@crm/platform';
import { bootService, operator, type TestService, userWith } from '@crm/testing';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { service } from '../src/service.js';
import { newTenant } from './tenant.js';

let data: TestService;

beforeAll(async () => {
  data = await bootService(service);
});
afterAll(() => data.stop());

const addressOf = (uri: string): string => `/v1/schemas/${encodeURIComponent(uri)}`;
const newAjv = (): Ajv2020 => addFormats.default(new Ajv2020({ strict: true }));

test('an event is valid by the schema that it names, and one without a contact is not', async () => {
  const { client, tenantId } = await newTenant(data);
  await client.post('/v1/contacts', { givenName: 'Clara', emails: [{ address: 'clara@acme.example' }] });
  const [row] = await data.sql<{ body: string }>(
    "SELECT convert_from(body, 'UTF8') AS body FROM outbox WHERE tenant_id = $1 AND routing_key = $2",
    [tenantId, 'crm.contact.created.v1'],
  );
  const event = JSON.parse(String(row?.body));
  const served = await client.get(addressOf(event.dataschema));
  expect(served.status).toBe(200);
  expect(served.headers.get('content-type')).toMatch(/^application\/schema\+json/);
  expect(served.body).toMatchObject({ $id: event.dataschema, title: 'Contact Created' });
  const validate = newAjv().compile(served.body);
  expect(validate(event.data)).toBe(true);
  expect(validate({ ...event.data, contactId: undefined })).toBe(false);
  expect(validate({ ...event.data, contactId: 'Clara' })).toBe(false);
  expect(validate({ ...event.data, source: 'hearsay' })).toBe(false);
});

test('the schemas of all twenty events are listed and served to whoever is signed in', async () => {
  const nobody = await data.as(userWith(newId(), []));
  const { items } = (await nobody.get('/v1/schemas')).body;
  expect(items.map(({ uri }: { uri: string }) => uri)).toEqual(eventClasses.map(({ type }) => schemaUriOf(type)));
  expect(items).toHaveLength(20);
  const ajv = newAjv();
  for (const { uri, description } of items) {
    const { body } = await nobody.get(addressOf(uri));
    expect(body).toMatchObject({ $id: uri, description, type: 'object' });
    ajv.compile(body);
  }
  expect((await (await data.as(operator())).get('/v1/schemas')).status).toBe(200);
  expect((await (await data.anonymous()).get('/v1/schemas')).status).toBe(401);
  expect((await (await data.anonymous()).get(addressOf(items[0].uri))).status).toBe(401);
});

test.each([
  'crm.contact.created.v1',
  'urn:crm:event-schema:crm.contact.created.v2',
  'constructor',
  '../domains',
  '%00',
])('no event has the schema %s', async (uri) => {
  const client = await data.as(userWith(newId(), []));
  const { status, headers } = await client.get(addressOf(uri));
  expect(status).toBe(404);
  expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
});
