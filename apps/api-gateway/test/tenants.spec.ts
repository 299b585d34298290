import { TenantCreated, TenantDeactivated, TenantReactivated, TenantSuspended } from '@crm/events';
import { newId } from '@crm/platform';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assertProblem, World } from './world.js';

let world: World;
let operator: string;

beforeAll(async () => {
  world = await World.open();
  operator = await world.issuer.operator();
});
afterAll(() => world.close());

const post = (path: string, body: unknown, token: string | undefined = operator, headers = {}) =>
  world.send('POST', path, { token, body, headers });
const get = (path: string, token = operator) => world.send('GET', path, { token });
const change = (id: string, verb: string, reason = 'The invoice is overdue.') =>
  post(`/v1/tenants/${id}/${verb}`, { reason });

describe('opening a tenant', () => {
  test('it is ready for use at once, and that is said with the same commit', async () => {
    const wanted = world.wanted();
    const created = await post('/v1/tenants', wanted);
    expect(created).toMatchObject({ status: 201, body: { ...wanted, status: 'active', revision: 1, version: 1 } });
    expect(created.headers.get('etag')).toBe('"1"');
    const told = (await world.gateway.said(TenantCreated)).filter(({ tenantid }) => tenantid === created.body.id);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({
      subject: created.body.id,
      hopcount: 0,
      actor: expect.stringMatching(/^operator:/),
      data: { ...wanted, tenantId: created.body.id, createdAt: created.body.createdAt },
    });
    expect(await get(`/v1/tenants/${created.body.id}`)).toMatchObject({ status: 200, body: created.body });
  });

  test('everybody may sign up, and is answered like an operator', async () => {
    const signedUp = await world.send('POST', '/v1/tenants', { body: world.wanted() });
    expect(signedUp).toMatchObject({ status: 201, body: { status: 'active' } });
    const [told] = (await world.gateway.said(TenantCreated)).filter(({ tenantid }) => tenantid === signedUp.body.id);
    expect(told?.actor).toBe('anonymous');
  });

  test('two that want one slug at once do not both get it', async () => {
    const wanted = world.wanted();
    const answers = await Promise.all([1, 2, 3, 4].map(() => post('/v1/tenants', wanted)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
    for (const answer of answers.filter(({ status }) => status === 409)) assertProblem(answer, 'slug-taken');
  });

  test('a repeated request with its key has one effect', async () => {
    const wanted = world.wanted();
    const key = { 'idempotency-key': newId() };
    const first = await post('/v1/tenants', wanted, operator, key);
    const second = await post('/v1/tenants', wanted, operator, key);
    expect(second).toMatchObject({ status: 201, body: first.body });
    expect(second.headers.get('idempotency-replayed')).toBe('true');
    assertProblem(await post('/v1/tenants', world.wanted(), operator, key), 'idempotency-key-reused');
  });

  test.each([
    ['name', ''],
    ['name', '   '],
    ['name', 'x'.repeat(201)],
    ['name', 7],
    ['slug', 'Acme'],
    ['slug', 'a'],
    ['slug', '-acme'],
    ['slug', 'acme.example'],
    ['slug', 'a'.repeat(64)],
    ['plan', 'gold'],
    ['plan', undefined],
    ['timeZone', 'Europe/Atlantis'],
    ['timeZone', '+02:00'],
    ['timeZone', ''],
    ['owner', undefined],
    ['owner', null],
    ['owner', 'me'],
    ['owner', []],
  ])('%s may not be %j', async (field, value) => {
    const answer = await post('/v1/tenants', world.wanted({ [field]: value }));
    assertProblem(answer, 'validation-failed');
    expect(answer.body.errors[0].field).toMatch(new RegExp(`^${field}`));
  });

  test('fields that are not known are refused, at any depth', async () => {
    const flat = await post('/v1/tenants', world.wanted({ status: 'active' }));
    const deep = await post('/v1/tenants', world.wanted({ owner: { email: 'a@b.example', name: 'A', role: 'owner' } }));
    expect(flat).toMatchObject({ status: 400, body: { errors: [{ field: 'status', rule: 'unknownField' }] } });
    expect(deep).toMatchObject({ status: 400, body: { errors: [{ field: 'owner.role', rule: 'unknownField' }] } });
  });

  test.each(['UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires', 'Asia/Kolkata'])(
    '%s is a zone',
    async (timeZone) => {
      expect((await post('/v1/tenants', world.wanted({ timeZone }))).status).toBe(201);
    },
  );
});

describe('the lifecycle', () => {
  test('suspended, reactivated, deactivated: each is told with a higher revision', async () => {
    const { id } = await world.tenant();
    const suspended = await change(id, 'suspend');
    expect(suspended).toMatchObject({
      status: 200,
      body: { status: 'suspended', statusReason: 'The invoice is overdue.', revision: 2, version: 2 },
    });
    expect(suspended.body.suspendedAt).not.toBeNull();
    const reactivated = await change(id, 'reactivate', 'Paid.');
    expect(reactivated).toMatchObject({ status: 200, body: { status: 'active', revision: 3, suspendedAt: null } });
    const deactivated = await change(id, 'deactivate', 'They left.');
    expect(deactivated).toMatchObject({ status: 200, body: { status: 'deactivated', revision: 4 } });

    const said = async <E extends typeof TenantSuspended | typeof TenantReactivated | typeof TenantDeactivated>(
      event: E,
    ) => (await world.gateway.said(event)).filter(({ tenantid }) => tenantid === id).map(({ data }) => data);
    expect(await said(TenantSuspended)).toMatchObject([
      { tenantId: id, reason: 'The invoice is overdue.', revision: 2 },
    ]);
    expect(await said(TenantReactivated)).toMatchObject([
      { tenantId: id, reason: 'Paid.', revision: 3, suspendedAt: suspended.body.suspendedAt },
    ]);
    expect(await said(TenantDeactivated)).toMatchObject([{ tenantId: id, reason: 'They left.', revision: 4 }]);
  });

  test('what is not legal is refused and changes nothing', async () => {
    const { id } = await world.tenant();
    const early = await change(id, 'reactivate');
    assertProblem(early, 'illegal-transition');
    expect(early).toMatchObject({
      status: 409,
      body: { from: 'active', to: 'active', legal: ['suspended', 'deactivated'] },
    });
    await change(id, 'suspend');
    expect(await change(id, 'suspend')).toMatchObject({ status: 409, body: { legal: ['active', 'deactivated'] } });
    await change(id, 'deactivate');
    for (const verb of ['suspend', 'reactivate', 'deactivate']) {
      expect(await change(id, verb)).toMatchObject({ status: 409, body: { from: 'deactivated', legal: [] } });
    }
    expect((await get(`/v1/tenants/${id}`)).body).toMatchObject({ status: 'deactivated', revision: 3 });
    expect((await world.gateway.said(TenantSuspended)).filter(({ tenantid }) => tenantid === id)).toHaveLength(1);
  });

  test('of two who suspend at once one does', async () => {
    const { id } = await world.tenant();
    const answers = await Promise.all([1, 2, 3].map(() => change(id, 'suspend')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    for (const answer of answers.filter(({ status }) => status === 409)) assertProblem(answer, 'illegal-transition');
  });

  test('the history says when, why and by whom', async () => {
    const { id } = await world.tenant();
    await change(id, 'suspend', 'Unpaid.');
    await change(id, 'reactivate', 'Paid.');
    const { body } = await get(`/v1/tenants/${id}/history`);
    expect(body.items).toMatchObject([
      { revision: 3, from: 'suspended', to: 'active', reason: 'Paid.', actor: expect.stringMatching(/^operator:/) },
      { revision: 2, from: 'active', to: 'suspended', reason: 'Unpaid.' },
      { revision: 1, from: 'provisioning', to: 'active' },
    ]);
    const first = await get(`/v1/tenants/${id}/history?limit=1`);
    const second = await get(`/v1/tenants/${id}/history?limit=2&cursor=${first.body.nextCursor}`);
    expect([...first.body.items, ...second.body.items]).toEqual(body.items);
    expect(second.body.nextCursor).toBeNull();
  });

  test('a reason is needed, and an operator', async () => {
    const { id } = await world.tenant();
    assertProblem(await post(`/v1/tenants/${id}/suspend`, {}), 'validation-failed');
    assertProblem(await change(id, 'suspend', ' '), 'validation-failed');
    const owner = await world.issuer.user(id);
    assertProblem(await post(`/v1/tenants/${id}/suspend`, { reason: 'Me.' }, owner), 'forbidden');
    assertProblem(await world.send('POST', `/v1/tenants/${id}/suspend`, { body: { reason: 'I.' } }), 'unauthenticated');
    assertProblem(await change(newId(), 'suspend'), 'no-tenant');
    expect((await get(`/v1/tenants/${id}`)).body.status).toBe('active');
  });
});

describe('reading and editing', () => {
  test('a user sees the own tenant with the permission, and no other', async () => {
    const { id } = await world.tenant();
    const other = await world.tenant();
    const owner = await world.issuer.user(id);
    expect((await get(`/v1/tenants/${id}`, owner)).body.id).toBe(id);
    expect((await get(`/v1/tenants/${id}/history`, owner)).status).toBe(200);
    for (const path of [`/v1/tenants/${other.id}`, `/v1/tenants/${other.id}/history`, `/v1/tenants/${newId()}`]) {
      assertProblem(await get(path, owner), 'no-tenant');
    }
    const bare = await world.issuer.user(id, { claims: { perms: ['contacts:read'] } });
    assertProblem(await get(`/v1/tenants/${id}`, bare), 'forbidden');
    assertProblem(await get('/v1/tenants', owner), 'forbidden');
    assertProblem(await world.send('GET', `/v1/tenants/${id}`), 'unauthenticated');
  });

  test('an edit needs the version that was read, and the plan an operator', async () => {
    const { id } = await world.tenant();
    const owner = await world.issuer.user(id);
    const edit = (body: object, token = owner, headers = {}) =>
      world.send('PATCH', `/v1/tenants/${id}`, { token, body, headers });
    expect(await edit({ name: ' Acme & Sons ' }, owner, { 'if-match': '"1"' })).toMatchObject({
      status: 200,
      body: { name: 'Acme & Sons', version: 2, revision: 1, timeZone: 'Europe/Berlin' },
    });
    assertProblem(await edit({ name: 'Late' }, owner, { 'if-match': '"1"' }), 'version-mismatch');
    assertProblem(await edit({ plan: 'starter' }), 'forbidden');
    expect((await edit({ plan: 'starter', timeZone: 'UTC' }, operator)).body).toMatchObject({
      plan: 'starter',
      version: 3,
    });
    assertProblem(await edit({ name: null }), 'validation-failed');
    assertProblem(await edit({ slug: 'other-slug' }), 'validation-failed');
    const reader = await world.issuer.user(id, { claims: { perms: ['tenant:read'] } });
    assertProblem(await edit({ name: 'X' }, reader), 'forbidden');
    const stranger = await world.issuer.user((await world.tenant()).id);
    assertProblem(await edit({ name: 'X' }, stranger), 'no-tenant');
    await change(id, 'deactivate');
    assertProblem(await edit({ name: 'X' }, operator), 'tenant-closed');
  });

  test('operators find tenants by status, by plan and by a part of the name or slug', async () => {
    const name = `Péché 100%_\\ ${newId()}`;
    const wanted = world.wanted({ name });
    const { body: one } = await post('/v1/tenants', wanted);
    const { body: two } = await post('/v1/tenants', world.wanted({ name, plan: 'starter' }));
    await change(two.id, 'suspend');
    const found = async (query: Record<string, string>) =>
      (await get(`/v1/tenants?${new URLSearchParams(query)}`)).body.items.map(({ id }: { id: string }) => id);
    expect(await found({ search: name.toLowerCase() })).toEqual([two.id, one.id]);
    expect(await found({ search: name, status: 'suspended' })).toEqual([two.id]);
    expect(await found({ search: name, plan: 'growth' })).toEqual([one.id]);
    expect(await found({ search: String(wanted['slug']).toUpperCase() })).toContain(one.id);
    expect(await found({ id: one.id })).toEqual([one.id]);
    expect(await found({ search: '%' })).not.toEqual(await found({}));
    assertProblem(await get('/v1/tenants?status=open'), 'validation-failed');
    assertProblem(await get('/v1/tenants?plan=free'), 'validation-failed');
    assertProblem(await get('/v1/tenants?id=none'), 'validation-failed');
    assertProblem(await get('/v1/tenants?cursor=x'), 'validation-failed');
    assertProblem(await get('/v1/tenants?colour=red'), 'validation-failed');
  });
});
