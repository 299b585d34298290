import { newId } from '@crm/platform';
import { bootService, type TestService } from '@crm/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { service } from '../src/service.js';
import { announced } from './announced.js';
import { SchemaOwner } from './schema-owner.js';

let data: TestService;

beforeAll(async () => {
  data = await bootService(service);
});
afterAll(() => data.stop());

const seen = (version: number) => ({ headers: { 'if-match': `"${version}"` } });
const person = {
  type: 'object',
  required: ['name'],
  properties: { name: { $ref: '#/$defs/name' }, home: { $ref: '#home' }, boss: { $ref: '#' } },
  $defs: { name: { type: 'string', pattern: '^\\p{L}+$' }, home: { $anchor: 'home', type: 'object' } },
};

test('a schema is made, read, replaced by version and deleted, and the bus is told once each', async () => {
  const owner = await SchemaOwner.of(data);
  const { client } = owner;
  const domain = await owner.domain();
  const made = await owner.post(domain, person, 'Person');
  const { id, domainId, uri } = made.body;
  expect(made).toMatchObject({ status: 201, body: { name: 'Person', value: person, version: 1 } });
  expect({ domain, uri }).toEqual({ domain: `/v1/domains/${domainId}`, uri: `urn:crm:schema:${id}` });
  const path = `${domain}/schemas/${id}`;
  expect((await client.get(path)).body).toEqual(made.body);
  const { value: _, ...summary } = made.body;
  expect((await client.get(`${domain}/schemas`)).body).toEqual({ items: [summary], nextCursor: null });

  const replaced = await client.put(path, { name: 'Human', value: { type: 'object', title: 'H' } }, seen(1));
  expect(replaced).toMatchObject({ status: 200, body: { name: 'Human', description: null, version: 2 } });
  expect(replaced.headers.get('etag')).toBe('"2"');
  expect((await client.get(path)).body).toEqual(replaced.body);
  expect((await client.put(path, { name: 'Late', value: {} }, seen(1))).status).toBe(412);
  const same = await client.put(path, { name: 'Human', value: { title: 'H', type: 'object' } });
  expect(same.body).toEqual(replaced.body);
  expect((await client.delete(path, seen(1))).status).toBe(412);
  expect((await client.delete(path)).status).toBe(204);
  for (const answer of [client.get(path), client.put(path, { name: 'A', value: {} }), client.delete(path)]) {
    expect(await answer).toMatchObject({ status: 404, body: { type: 'urn:crm:problem:schema-not-found' } });
  }

  const who = { user: owner.userId, tenant: owner.tenantId };
  expect((await announced(data, owner.tenantId)).slice(1)).toEqual([
    { name: 'metadata.schema.created', payload: { ...who, id, domainId, name: 'Person', uri } },
    { name: 'metadata.schema.modified', payload: { ...who, id, domainId, name: 'Human', uri } },
    { name: 'metadata.schema.deleted', payload: { ...who, id, domainId, name: 'Human', uri } },
  ]);
});

test('a schema is kept as it was sent, whatever its fields are called', async () => {
  const owner = await SchemaOwner.of(data);
  const domain = await owner.domain();
  const methods = Object.getOwnPropertyNames(Object.prototype).filter((name) => name !== '__proto__');
  for (const names of [...methods.map((name) => [name]), [...methods, 'then', 'toJSON', 'length', 'b', 'a', '1']]) {
    const value = { properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])), required: names };
    const kept = await owner.keep(domain, value);
    expect(JSON.stringify((await owner.client.get(kept.path)).body.value)).toBe(JSON.stringify(value));
    expect((await owner.put(kept, { ...value, required: [] })).body).toMatchObject({ version: 2 });
  }
});

test('nothing but names is told of a schema', async () => {
  const owner = await SchemaOwner.of(data);
  const domain = await owner.domain();
  const words = {
    name: 'Secret',
    description: 'canary-4711',
    value: { default: 'canary-4711', 'x-note': 'canary-4711' },
  };
  const { id } = (await owner.client.post(`${domain}/schemas`, words)).body;
  const path = `${domain}/schemas/${id}`;
  expect((await owner.client.put(path, { ...words, description: 'canary-4711 again' })).status).toBe(200);
  expect((await owner.client.delete(path)).status).toBe(204);
  expect(await announced(data, owner.tenantId)).toHaveLength(4);
  const leaked = "SELECT FROM outbox WHERE position(convert_to('canary-4711', 'UTF8') IN body) > 0";
  expect(await data.sql(leaked)).toEqual([]);
});

const draft07 = 'http://json-schema.org/draft-07/schema#';
const outside = [
  ...['http://127.0.0.1/a.json', 'https://example.com/a.json#/b', 'file:///etc/passwd', 'FTP://a/b', '//example.com/a'],
  ...['data:application/json,{}', 'other.json', '../schemas', '/v1/domains', 'urn:crm:schema:1', '#/%zz'],
  'urn:crm:event-schema:crm.contact.created.v1',
];

test.each<[string, object, string, string]>([
  ['a type that does not exist', { properties: { a: { type: 'text' } } }, 'value.properties.a.type', 'enum'],
  ['a keyword with the wrong value', { minLength: -1 }, 'value.minLength', 'minimum'],
  ['a list of draft-07 in 2020-12', { items: [{}] }, 'value.items', 'type'],
  ['a keyword that is not known', { $defs: { a: { requierd: ['a'] } } }, 'value.$defs.a.requierd', 'keyword'],
  ['a keyword of 2020-12 in draft-07', { $schema: draft07, prefixItems: null }, 'value.prefixItems', 'keyword'],
  ['another draft', { $schema: 'http://json-schema.org/draft-04/schema#' }, 'value.$schema', 'dialect'],
  ['a $schema that is no text', { $schema: 7 }, 'value.$schema', 'dialect'],
  ['a $ref to nowhere', { $ref: '#/$defs/a' }, 'value.$ref', 'reference'],
  ['a $ref to nowhere that nothing uses', { $defs: { a: { $ref: '#b' } } }, 'value.$defs.a.$ref', 'reference'],
  ['a $ref to what is no schema', { const: {}, $ref: '#/const' }, 'value.$ref', 'reference'],
  ['a $ref to a group of schemas', { $defs: {}, $ref: '#/$defs' }, 'value.$ref', 'reference'],
  ['a $ref to the length of a list', { anyOf: [{}], $ref: '#/anyOf/length' }, 'value.$ref', 'reference'],
  ['a $ref to what every object has', { $ref: '#/properties/__proto__', properties: {} }, 'value.$ref', 'reference'],
  ['a $dynamicRef to nowhere', { items: { $dynamicRef: '#a' } }, 'value.items.$dynamicRef', 'reference'],
  ['a schema of nobody', { $ref: `urn:crm:schema:${newId()}` }, 'value.$ref', 'reference'],
  ...outside.map((ref): [string, object, string, string] => [
    `a $ref to ${ref}`,
    { not: { $ref: ref } },
    'value.not.$ref',
    'reference',
  ]),
  ...outside.map((id): [string, object, string, string] => [
    `an $id ${id}`,
    { $schema: draft07, $id: id },
    'value.$id',
    'identity',
  ]),
  ['an $id within', { $defs: { a: { $id: 'a' } } }, 'value.$defs.a.$id', 'identity'],
  ['two places of one name', { $defs: { a: { $anchor: 'a' }, b: { $dynamicAnchor: 'a' } } }, 'value', 'anchor'],
  ['a pattern that is too long', { items: { pattern: 'a'.repeat(201) } }, 'value.items.pattern', 'maxLength'],
  [
    'a name by such a pattern',
    { patternProperties: { ['a'.repeat(201)]: {} } },
    'value.patternProperties',
    'maxLength',
  ],
  ['a pattern that is none', { pattern: '(' }, 'value.pattern', 'pattern'],
  ['257 KiB', { $comment: 'ä'.repeat(131_500) }, 'value', 'maxBytes'],
])('%s is refused by field and rule', async (_name, value, field, rule) => {
  const owner = await SchemaOwner.of(data);
  const domain = await owner.domain();
  const { status, body } = await owner.post(domain, value);
  expect({ status, errors: body.errors }).toMatchObject({ status: 400, errors: [{ field, rule }] });
  expect(await announced(data, owner.tenantId)).toHaveLength(1);
});

test('a schema that is no object, has no name or the name of another is refused', async () => {
  const owner = await SchemaOwner.of(data);
  const domain = await owner.domain();
  for (const value of [true, [], 'text', null, undefined]) {
    expect((await owner.post(domain, value)).body.errors).toMatchObject([{ field: 'value', rule: 'isObject' }]);
  }
  expect((await owner.post(domain, {}, '')).body.errors).toMatchObject([{ field: 'name' }]);
  const answers = await Promise.all([1, 2, 3].map(() => owner.post(domain, {}, 'Same')));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  const other = await owner.keep(domain, {}, 'Other');
  expect(await owner.put(other, {}, 'Same')).toMatchObject({
    status: 409,
    body: { type: 'urn:crm:problem:schema-exists' },
  });
  expect((await owner.post(await owner.domain(), {}, 'Same')).status).toBe(201);
});

test('schemas of both drafts are taken, up to 256 KiB and as deep as a body may be', async () => {
  const owner = await SchemaOwner.of(data);
  const domain = await owner.domain();
  const nested = (levels: number): object => (levels === 0 ? {} : { not: nested(levels - 1) });
  for (const value of [
    {},
    { $schema: 'https://json-schema.org/draft/2020-12/schema', prefixItems: [{ $ref: '#/prefixItems/1' }, true] },
    { $schema: draft07, items: [{ $ref: '#a' }], definitions: { a: { $id: '#a' }, b: { $ref: '#/items/0' } } },
    { properties: { $ref: { const: { $ref: 'http://a' } }, 'a/b%': {} }, examples: [{ $id: 'http://a' }], enum: [] },
    { properties: { 'a/b%': {} }, allOf: [{ $ref: '#/properties/a~1b%25' }] },
    { $dynamicAnchor: 'node', properties: { next: { $dynamicRef: '#node' } } },
    { $comment: 'a'.repeat(262_144 - 15) },
    nested(62),
  ]) {
    await owner.keep(domain, value);
  }
  expect((await owner.post(domain, nested(63))).body).toMatchObject({
    status: 400,
    type: 'urn:crm:problem:malformed-json',
  });
});

test('schemas that are made to keep a compiler busy are answered at once', async () => {
  const owner = await SchemaOwner.of(data);
  const domain = await owner.domain();
  const many = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
  const fields = Object.fromEntries(many(4_000, (i) => [`a${i}`, { minimum: 1 }]));
  const started = performance.now();
  for (const value of [
    { patternProperties: { '^(a+)+$': {} }, properties: { [`${'a'.repeat(40)}b`]: {} } },
    { $defs: { a: { properties: fields } }, allOf: many(5_000, () => ({ $ref: '#/$defs/a' })) },
    { allOf: many(8_000, (i) => ({ properties: { [`a${i}`]: {} } })) },
    { properties: { ['x'.repeat(100_000)]: { properties: fields } } },
    { properties: { ['x'.repeat(100_000)]: { allOf: many(9_000, () => ({ $ref: '#' })) } } },
    { $defs: Object.fromEntries(many(6_000, (i) => [`a${i}`, { $ref: `#/$defs/a${(i + 1) % 6_000}` }])) },
  ]) {
    await owner.keep(domain, value);
  }
  const faulty = { properties: { ['x'.repeat(20_000)]: { allOf: many(9_000, () => ({ $ref: '#a', b: 1 })) } } };
  expect((await owner.post(domain, faulty)).body.errors).toHaveLength(10);
  expect(performance.now() - started).toBeLessThan(5_000);
});

test("another tenant's schema is not there", async () => {
  const [owner, stranger] = [await SchemaOwner.of(data), await SchemaOwner.of(data)];
  const { path, id } = await owner.keep(await owner.domain(), {});
  const body = { name: 'Mine', value: {} };
  for (const answer of [
    ...[stranger.client.get(path), stranger.client.put(path, body), stranger.client.delete(path)],
    owner.client.get(`${await owner.domain()}/schemas/${id}`),
    stranger.client.get(`${await stranger.domain()}/schemas/${id}`),
  ]) {
    expect((await answer).status).toBe(404);
  }
  expect((await owner.client.get(path)).body.version).toBe(1);
});
