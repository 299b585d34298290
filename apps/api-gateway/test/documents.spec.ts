import { eventually } from '@crm/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { World } from './world.js';

let world: World;

beforeAll(async () => {
  world = await World.open();
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
  world.neighbours.documents.set('billing-worker', {
    paths: {
      '/v1/plans/{id}': {
        get: { operationId: 'billingWorker_Plans_read', tags: ['billing-worker'], parameters: [id] },
      },
      '/internal/trials': { post: {} },
      '/v1/operations/outbox': { get: {} },
    },
    components: { schemas: { Problem: { type: 'string' } } },
  });
});
afterAll(() => world.close());

const document = async () => (await world.send('GET', '/openapi.json')).body;

test('the document holds what the gateway serves and hands on, and nothing internal', async () => {
  const { openapi, paths, components, servers, tags, ...rest } = await document();
  expect(openapi).toBe('3.1.0');
  expect(rest['x-missing-services']).toEqual([]);
  expect(servers).toHaveLength(1);
  expect(components.securitySchemes.bearer.description).toContain('`crm_pat_…`');
  expect(tags.map(({ name }: { name: string }) => name)).toContain('billing-worker');
  expect(Object.keys(paths)).toEqual(
    expect.arrayContaining([
      '/v1/tenants',
      '/v1/tenants/{id}/suspend',
      '/v1/plans/{id}',
      '/v1/operations/{service}/outbox',
    ]),
  );
  expect(Object.keys(paths).filter((path) => path.startsWith('/internal') || path === '/v1/operations/outbox')).toEqual(
    [],
  );
  expect(Object.keys(components.schemas)).toEqual(
    expect.arrayContaining(['Problem', 'BillingWorkerProblem', 'CreateTenantDto', 'TenantView']),
  );
});

test('every reference leads to something, and every operation has a name of its own', async () => {
  const found = await document();
  const text = JSON.stringify(found);
  for (const [, name] of text.matchAll(/#\/components\/schemas\/([^"]+)/g)) {
    expect(found.components.schemas, name).toHaveProperty(String(name));
  }
  const ids = [...text.matchAll(/"operationId":"([^"]+)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test('a service that does not answer is named, and comes back by itself', async () => {
  await world.gateway.halt();
  await world.gateway.start();
  await world.neighbours.down('billing-worker');
  expect((await document())['x-missing-services']).toEqual(['billing-worker']);
  await world.neighbours.up('billing-worker');
  await eventually(async () => (await document())['x-missing-services'].length === 0);
});

test('the page takes everything from here', async () => {
  const page = await world.send('GET', '/docs');
  expect(page.status).toBe(200);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
  const used = [...String(page.body).matchAll(/(?:src|href)="([^"]+)"/g)].map(([, url]) => String(url));
  expect(used.filter((url) => !url.startsWith('/') && !url.startsWith('data:'))).toEqual([]);
  for (const url of used.filter((url) => url.startsWith('/docs/'))) {
    const asset = await world.send('GET', url);
    expect(asset.status, url).toBe(200);
    expect(asset.headers.get('content-type'), url).toMatch(/^text\/(css|javascript)/);
  }
  for (const path of ['/docs/package.json', '/docs/..%2fpackage.json', '/docs/constructor', '/docs/%2e%2e/x']) {
    expect((await world.send('GET', path)).status, path).toBe(404);
  }
});

test('the root says where to go on', async () => {
  expect((await world.send('GET', '/')).body).toMatchObject({ docs: '/docs', openapi: '/openapi.json' });
});
