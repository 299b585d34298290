import { bootService, type TestService } from '@crm/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { service } from '../src/service.js';
import { announced } from './announced.js';
import { type Kept, SchemaOwner } from './schema-owner.js';

let data: TestService;

beforeAll(async () => {
  data = await bootService(service);
});
afterAll(() => data.stop());

const address = { $defs: { city: { $anchor: 'city', type: 'string' } }, properties: { city: { $ref: '#city' } } };
const referred = (...schemas: Kept[]) => ({
  status: 409,
  body: {
    type: 'urn:crm:problem:schema-referred',
    referrers: schemas.map(({ id, uri }) => expect.objectContaining({ id, uri })),
  },
});
const dangling = (field: string) => ({ status: 400, body: { errors: [{ field, rule: 'reference' }] } });

test('a schema refers to another by its uri or its address, and to the places in it', async () => {
  const owner = await SchemaOwner.of(data);
  const [domain, elsewhere] = [await owner.domain(), await owner.domain()];
  const { id, uri, path } = await owner.keep(domain, address);
  for (const $ref of [
    uri,
    `${uri}#`,
    uri.toUpperCase(),
    path,
    `${path}#city`,
    `${uri}#/$defs/city`,
    `${uri}#/%24defs/city`,
  ]) {
    await owner.keep(elsewhere, { items: { $ref } });
  }
  await owner.keep(elsewhere, { $dynamicRef: `${uri}#city` });
  for (const $ref of [
    `${uri}#/$defs/town`,
    `${path}#town`,
    `${elsewhere}/schemas/${id}`,
    `${uri}x`,
    `http://a${path}`,
  ]) {
    expect(await owner.post(elsewhere, { items: { $ref } })).toMatchObject(dangling('value.items.$ref'));
  }
});

test('a schema of another tenant is unknown', async () => {
  const [owner, stranger] = [await SchemaOwner.of(data), await SchemaOwner.of(data)];
  const { uri, path } = await owner.keep(await owner.domain(), {});
  const domain = await stranger.domain();
  const mine = await stranger.keep(domain, {});
  for (const $ref of [uri, path]) {
    expect(await stranger.post(domain, { $ref })).toMatchObject(dangling('value.$ref'));
    expect(await stranger.put(mine, { $ref })).toMatchObject(dangling('value.$ref'));
  }
});

test('at most a hundred places elsewhere are referred to', async () => {
  const owner = await SchemaOwner.of(data);
  const domain = await owner.domain();
  const places = Array.from({ length: 101 }, (_, index) => `a${index}`);
  const { uri } = await owner.keep(domain, { $defs: Object.fromEntries(places.map((name) => [name, {}])) });
  const anyOf = places.map((name) => ({ $ref: `${uri}#/$defs/${name}` }));
  await owner.keep(domain, { anyOf: [...anyOf.slice(1), ...anyOf.slice(1)] });
  const { body } = await owner.post(domain, { anyOf });
  expect(body.errors).toMatchObject([{ field: 'value', rule: 'maxPlaces' }]);
});

test('what others refer to is not deleted, nor the place that they refer to', async () => {
  const owner = await SchemaOwner.of(data);
  const [domain, elsewhere] = [await owner.domain(), await owner.domain()];
  const kept = await owner.keep(domain, address);
  const whole = await owner.keep(domain, { items: { $ref: kept.uri } }, 'Whole');
  const place = await owner.keep(elsewhere, { items: { $ref: `${kept.path}#city` } }, 'Place');
  const before = await announced(data, owner.tenantId);

  const refused = await owner.client.delete(kept.path);
  expect(refused).toMatchObject(referred(whole, place));
  expect(refused.body.detail).toBe('Change Whole, Place first.');
  expect(await owner.put(kept, { type: 'object' })).toMatchObject(referred(place));
  expect(await owner.client.delete(domain)).toMatchObject({
    status: 409,
    body: { type: 'urn:crm:problem:domain-referred', referrers: [{ id: place.id, name: 'Place', uri: place.uri }] },
  });
  expect(await announced(data, owner.tenantId)).toEqual(before);

  expect((await owner.put(kept, { items: { $anchor: 'city' } })).status).toBe(200);
  expect((await owner.put(place, {})).status).toBe(200);
  expect((await owner.put(kept, { type: 'object' })).status).toBe(200);
  expect((await owner.client.delete(whole.path)).status).toBe(204);
  expect((await owner.client.delete(kept.path)).status).toBe(204);
});

test('schemas may refer to each other and to themselves; they go with their domain, each told', async () => {
  const owner = await SchemaOwner.of(data);
  const domain = await owner.domain('Circle');
  const first = await owner.keep(domain, {});
  const second = await owner.keep(domain, { items: { $ref: first.uri } });
  const cycle = { $id: first.uri, items: [second.uri, first.path, '#'].map(($ref) => ({ $ref })) };
  const $schema = 'http://json-schema.org/draft-07/schema#';
  expect((await owner.put(first, { $schema, ...cycle })).status).toBe(200);
  expect((await owner.put(first, { $schema, ...cycle, $id: second.uri })).body.errors).toMatchObject([
    { field: 'value.$id' },
  ]);
  expect(await owner.client.delete(first.path)).toMatchObject(referred(second));
  expect(await owner.client.delete(second.path)).toMatchObject(referred(first));

  const before = (await announced(data, owner.tenantId)).length;
  expect((await owner.client.delete(domain)).status).toBe(204);
  const told = (await announced(data, owner.tenantId)).slice(before);
  expect(told.map(({ name, payload }) => [name, payload['id'] ?? payload['name']])).toEqual([
    ['metadata.schema.deleted', first.id],
    ['metadata.schema.deleted', second.id],
    ['metadata.domain.deleted', domain.split('/').at(-1)],
  ]);
  expect(await data.sql('SELECT FROM schema_reference WHERE tenant_id = $1', [owner.tenantId])).toEqual([]);
});

test('a schema that refers to itself can be deleted', async () => {
  const owner = await SchemaOwner.of(data);
  const kept = await owner.keep(await owner.domain(), {});
  expect((await owner.put(kept, { $defs: { a: {} }, items: { $ref: `${kept.uri}#/$defs/a` } })).status).toBe(200);
  expect(await owner.put(kept, { items: { $ref: `${kept.uri}#/$defs/a` } })).toMatchObject(
    dangling('value.items.$ref'),
  );
  expect((await owner.client.delete(kept.path)).status).toBe(204);
});

test('of a reference and the end of what it leads to at once, one is refused', async () => {
  const owner = await SchemaOwner.of(data);
  const domain = await owner.domain();
  for (let round = 0; round < 12; round += 1) {
    const kept = await owner.keep(domain, address);
    const [made, ended] = await Promise.all([
      owner.post(domain, { $ref: `${kept.uri}#city` }),
      round % 2 === 0 ? owner.client.delete(kept.path) : owner.put(kept, {}),
    ]);
    const outcome = `${made.status} ${ended.status}`;
    expect(['201 409', '400 204', '400 200']).toContain(outcome);
  }
});

test('of a domain that ends while schemas come into it, all or nothing is told', async () => {
  const owner = await SchemaOwner.of(data);
  for (let round = 0; round < 6; round += 1) {
    const domain = await owner.domain();
    const [made, ended] = await Promise.all([owner.post(domain, {}), owner.client.delete(domain)]);
    expect(['201 204', '404 204']).toContain(`${made.status} ${ended.status}`);
  }
  const names = (await announced(data, owner.tenantId)).map(({ name }) => name);
  const count = (name: string) => names.filter((one) => one === name).length;
  expect(count('metadata.schema.deleted')).toBe(count('metadata.schema.created'));
  expect(count('metadata.domain.deleted')).toBe(6);
});
