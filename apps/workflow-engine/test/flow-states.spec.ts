// biome-ignore-all lint/suspicious/noThenProperty: a branch has a list of steps for then and one for else
import { BulkImportCompleted, OnboardingStarted } from '@crm/events';
import { newId } from '@crm/platform';
import { bootService, eventually, type TestService } from '@crm/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AddFlowStates1764000000001 } from '../src/migrations/1764000000001-add-flow-states.js';
import { service } from '../src/service.js';
import { crowd } from './crowd.js';
import { Orchestrator } from './orchestrator.js';
import { Neighbours, notify, now, Tenant } from './world.js';

let engine: TestService;
const neighbours = new Neighbours();

beforeAll(async () => {
  engine = await bootService(service, { peers: neighbours.answers });
});
afterAll(() => engine.stop());

const onCreated = { event: 'contact.created' };
const at = (id: string) => `/v1/workflows/${id}`;
const starting = ['flowrepo.flow.starting', 'flow.starting', 'flow.started'];
const stopping = ['flowrepo.flow.stopping', 'flow.stopping', 'flow.stopped'];

test('a workflow is announced through its life, in order and by who did it', async () => {
  const tenant = new Tenant(engine);
  const client = await tenant.client();
  const id = await tenant.draft(onCreated, [notify('Life')]);
  expect((await client.patch(at(id), { name: 'Renamed' })).body).toMatchObject({ version: 2, status: 'inactive' });
  expect((await tenant.change(id, 'activate')).body).toMatchObject({ status: 'active' });
  expect((await tenant.change(id, 'pause')).body).toMatchObject({ status: 'paused' });
  expect((await tenant.change(id, 'activate')).body).toMatchObject({ status: 'active', pausedReason: null });
  expect((await tenant.change(id, 'deactivate')).body).toMatchObject({ status: 'inactive' });
  expect((await client.delete(at(id))).status).toBe(204);

  const facts = { id, called: 'Renamed', version: 2, trigger: 'contact.created', user: tenant.ownerId };
  const asked = { ...facts, trigger: onCreated, condition: null, steps: [{ kind: 'call', action: 'notify' }] };
  const common = { user: tenant.ownerId, tenant: tenant.id };
  expect(await tenant.announced()).toEqual(
    [
      { ...facts, name: 'flowrepo.flow.created', called: 'Spec', version: 1, status: 'inactive' },
      { ...facts, name: 'flowrepo.flow.modified', status: 'inactive' },
      { ...facts, name: 'flowrepo.flow.starting', status: 'starting' },
      { ...asked, name: 'flow.starting', status: 'starting' },
      { id, name: 'flow.started' },
      { ...facts, name: 'flowrepo.flow.modified', status: 'paused' },
      { ...facts, name: 'flowrepo.flow.modified', status: 'active' },
      { ...facts, name: 'flowrepo.flow.stopping', status: 'stopping' },
      { ...asked, name: 'flow.stopping', status: 'stopping' },
      { id, name: 'flow.stopped' },
      { ...facts, name: 'flowrepo.flow.deleted', status: 'inactive' },
    ].map((one) => ({ ...common, ...one })),
  );
  await eventually(() => engine.broker.told.filter(({ payload }) => payload['id'] === id).length === 11);
});

test('what is said twice, also at once, happens and is announced once', async () => {
  const tenant = new Tenant(engine);
  const client = await tenant.client();
  const id = await tenant.draft(onCreated, [notify('Once')], { condition: { field: 'event.source', op: 'exists' } });
  const { condition, steps } = (await client.get(at(id))).body;
  const same = { name: 'Spec', trigger: onCreated, condition, steps, notify: false, ownerId: tenant.ownerId };
  expect((await client.patch(at(id), same)).body).toMatchObject({ version: 1 });
  const thrice = async (to: 'activate' | 'deactivate' | 'pause') => {
    const answers = await Promise.all([tenant.change(id, to), tenant.change(id, to)]);
    return [...answers, await tenant.change(id, to)].map(({ status, body }) => [status, body['status']]);
  };
  expect(await thrice('activate')).toEqual(Array(3).fill([200, 'active']));
  expect(await thrice('pause')).toEqual(Array(3).fill([200, 'paused']));
  expect(await thrice('deactivate')).toEqual(Array(3).fill([200, 'inactive']));
  const removals = await Promise.all([client.delete(at(id)), client.delete(at(id))]);
  expect(removals.map(({ status }) => status).sort()).toEqual([204, 404]);
  expect(await tenant.announcedNames()).toEqual([
    'flowrepo.flow.created',
    ...starting,
    'flowrepo.flow.modified',
    ...stopping,
    'flowrepo.flow.deleted',
  ]);
});

test('its own answer comes back over the bus and changes nothing', async () => {
  const tenant = new Tenant(engine);
  const id = await tenant.workflow(onCreated, [notify('Echo')]);
  await tenant.change(id, 'pause');
  const said = await engine.sql<{ id: string }>(
    "SELECT id FROM outbox WHERE routing_key = 'flow.started' AND tenant_id = $1",
    [tenant.id],
  );
  expect(await engine.settled(said[0]?.id ?? '')).toBe('handled');
  expect((await (await tenant.client()).get(at(id))).body).toMatchObject({ status: 'paused' });
});

test('this service alone orchestrates: what another one has left unanswered, it answers when asked again', async () => {
  const tenant = new Tenant(engine);
  const id = await tenant.draft(onCreated, [notify('Left')]);
  const orchestrator = new Orchestrator(engine);
  const leave = (status: string) => engine.sql('UPDATE workflow SET status = $2 WHERE id = $1', [id, status]);
  const statusNow = async () => (await (await tenant.client()).get(at(id))).body.status;
  await leave('starting');
  await orchestrator.says('flow.started', tenant, id);
  expect(await statusNow()).toBe('starting');
  expect((await tenant.change(id, 'activate')).body).toMatchObject({ status: 'active' });
  await leave('stopping');
  await orchestrator.says('flow.stopped', tenant, id);
  expect(await statusNow()).toBe('stopping');
  expect((await tenant.change(id, 'activate')).status).toBe(409);
  expect((await tenant.change(id, 'deactivate')).body).toMatchObject({ status: 'inactive' });
  expect(await tenant.announcedNames()).toEqual(['flowrepo.flow.created', 'flow.started', 'flow.stopped']);
});

describe('only what is inactive is edited or deleted', () => {
  test.each(['active', 'paused'])('not what is %s', async (status) => {
    const tenant = new Tenant(engine);
    const client = await tenant.client();
    const id = await tenant.workflow(onCreated, [notify('Fixed')]);
    if (status === 'paused') await tenant.change(id, 'pause');
    const before = await tenant.announcedNames();
    for (const answer of [await client.patch(at(id), { name: 'Other' }), await client.delete(at(id))]) {
      expect(answer.body).toMatchObject({
        type: 'urn:crm:problem:workflow-not-inactive',
        status: 409,
        detail: `It is ${status}: deactivate it first.`,
        workflowStatus: status,
      });
    }
    expect(await tenant.announcedNames()).toEqual(before);
    expect((await client.get(at(id))).body).toMatchObject({ name: 'Spec', version: 1, status });
  });

  test('not an older version than the one that was read', async () => {
    const tenant = new Tenant(engine);
    const client = await tenant.client();
    const id = await tenant.draft(onCreated, [notify('Newer')]);
    await client.patch(at(id), { name: 'Newer' });
    const ifMatch = (version: string) => ({ headers: { 'if-match': version } });
    expect((await client.delete(at(id), ifMatch('"1"'))).status).toBe(412);
    expect((await client.delete(at(id), ifMatch('one'))).body.errors).toMatchObject([{ field: 'If-Match' }]);
    expect((await client.delete('/v1/workflows/one')).body.errors).toMatchObject([{ field: 'id', rule: 'isUuid' }]);
    expect((await client.delete(at(id), ifMatch('"2"'))).status).toBe(204);
  });

  test('whichever comes first of an activation and a deletion, the other one is refused', async () => {
    const tenant = new Tenant(engine);
    const client = await tenant.client();
    const id = await tenant.draft(onCreated, [notify('Race')]);
    const [activated, deleted] = await Promise.all([tenant.change(id, 'activate'), client.delete(at(id))]);
    expect([
      [200, 409],
      [404, 204],
    ]).toContainEqual([activated.status, deleted.status]);
    const rest = activated.status === 200 ? starting : ['flowrepo.flow.deleted'];
    expect(await tenant.announcedNames()).toEqual(['flowrepo.flow.created', ...rest]);
  });
});

test('a workflow that was never activated cannot be paused', async () => {
  const tenant = new Tenant(engine);
  const id = await tenant.draft(onCreated, [notify('Idle')]);
  expect((await tenant.change(id, 'pause')).body).toMatchObject({
    type: 'urn:crm:problem:illegal-transition',
    status: 409,
    detail: 'A workflow that is inactive can become only starting, not paused.',
    from: 'inactive',
    to: 'paused',
    legal: ['starting'],
  });
  expect((await tenant.change(id, 'deactivate')).body).toMatchObject({ status: 'inactive' });
  expect(await tenant.announcedNames()).toEqual(['flowrepo.flow.created']);
  const client = await tenant.client();
  expect((await client.get('/v1/workflows?status=inactive')).body.items).toMatchObject([{ id, status: 'inactive' }]);
  expect((await client.get('/v1/workflows?status=draft')).body.errors).toMatchObject([
    { field: 'status', rule: 'isIn' },
  ]);
});

test('a deleted workflow is gone from lists and reads; its runs and versions are not', async () => {
  const tenant = new Tenant(engine);
  const client = await tenant.client();
  const id = await tenant.workflow(onCreated, [notify('Gone')]);
  await tenant.created(newId());
  const run = await tenant.run('succeeded');
  await tenant.change(id, 'deactivate');
  expect((await client.delete(at(id))).status).toBe(204);
  expect((await client.get('/v1/workflows')).body.items).toEqual([]);
  expect((await client.get(at(id))).status).toBe(404);
  expect((await client.patch(at(id), { name: 'Back' })).status).toBe(404);
  for (const to of ['activate', 'deactivate', 'pause'] as const) {
    expect((await tenant.change(id, to)).status, to).toBe(404);
  }
  await tenant.created(newId());
  expect(await tenant.runs(`?workflowId=${id}`)).toMatchObject([{ id: run.id, workflowName: 'Spec', version: 1 }]);
  expect((await client.get(`${at(id)}/versions`)).body.items).toMatchObject([{ version: 1, name: 'Spec' }]);
});

describe('open runs of a workflow that is switched off', () => {
  const many = 150;
  const cancelled = async (tenant: Tenant, id: string) => {
    await eventually(async () => {
      const rows = await engine.sql("SELECT FROM workflow_run WHERE workflow_id = $1 AND status = 'cancelled'", [id]);
      return rows.length === many;
    });
    const told = (await tenant.executed()).filter(({ workflowId }) => workflowId === id);
    expect(told.filter(({ result }) => result === 'cancelled')).toHaveLength(many);
    const timers = await engine.sql("SELECT FROM timers WHERE kind = 'advance-run' AND tenant_id = $1", [tenant.id]);
    expect(timers).toHaveLength(0);
  };

  test('end as cancelled, however many, and are told as such', async () => {
    const tenant = new Tenant(engine);
    const id = await tenant.workflow(onCreated, [{ kind: 'wait', seconds: 3_600 }, notify('Never')]);
    await crowd(tenant, id, many);
    await tenant.change(id, 'deactivate');
    expect((await (await tenant.client()).delete(at(id))).status).toBe(204);
    await cancelled(tenant, id);
  });

  test('end though it is switched on again meanwhile; what comes then runs', async () => {
    const tenant = new Tenant(engine);
    const id = await tenant.workflow(onCreated, [notify('Anew')]);
    await crowd(tenant, id, many);
    await tenant.change(id, 'pause');
    await engine.sql("UPDATE workflow_run SET status = 'held' WHERE workflow_id = $1", [id]);
    await tenant.change(id, 'deactivate');
    // Now those that were held are woken and ended at the same time.
    await tenant.change(id, 'activate');
    await tenant.created(newId());
    await tenant.run('succeeded');
    await cancelled(tenant, id);
    expect(neighbours.notices.filter(({ title }) => title === 'Anew')).toHaveLength(1);
  });

  test('a run that slips in while it is switched off ends before its first step', async () => {
    const tenant = new Tenant(engine);
    const id = await tenant.workflow(onCreated, [notify('Slipped')]);
    await tenant.change(id, 'deactivate');
    await crowd(tenant, id, 1, new Date(Date.now() + 1_000));
    await engine.sql("UPDATE timers SET due_at = now() WHERE kind = 'advance-run' AND tenant_id = $1", [tenant.id]);
    expect(await tenant.run('cancelled')).toMatchObject({ stepsDone: 0 });
    expect(neighbours.notices.filter(({ title }) => title === 'Slipped')).toEqual([]);
  });
});

describe('the workflows that every tenant has', () => {
  const onboarding = (tenantId: string) => ({
    tenantId,
    onboardingId: newId(),
    plan: 'standard',
    planVersion: 1,
    steps: [],
    expectedDays: 14,
    startedAt: now(),
  });
  const imported = (tenantId: string) => ({
    tenantId,
    importId: newId(),
    kind: 'contacts' as const,
    startedBy: 'user:x',
    totalRows: 1,
    acceptedRows: 1,
    rejectedRows: 0,
    completedAt: now(),
  });

  test('are active without a word, and cannot be deleted', async () => {
    const tenant = new Tenant(engine);
    await engine.hear(OnboardingStarted, onboarding(tenant.id));
    const client = await tenant.client();
    const [welcome] = (await client.get('/v1/workflows')).body.items;
    expect(welcome).toMatchObject({ builtIn: 'welcome', status: 'active' });
    expect(await tenant.announced()).toEqual([]);
    const refused = { type: 'urn:crm:problem:workflow-built-in', status: 409 };
    expect((await client.delete(at(welcome.id))).body).toMatchObject(refused);
    await tenant.change(welcome.id, 'deactivate');
    expect((await client.delete(at(welcome.id))).body).toMatchObject(refused);
    expect((await client.patch(at(welcome.id), { name: 'Hello' })).body).toMatchObject({ name: 'Hello' });
    expect(await tenant.announcedNames(welcome.id)).toEqual([...stopping, 'flowrepo.flow.modified']);
  });

  test('start nothing while they are switched off, and are announced when somebody switches them', async () => {
    const tenant = new Tenant(engine);
    await engine.hear(BulkImportCompleted, imported(tenant.id));
    const { workflowId } = await tenant.run('succeeded');
    await tenant.change(workflowId, 'deactivate');
    await engine.hear(BulkImportCompleted, imported(tenant.id));
    expect(await tenant.runs()).toHaveLength(1);
    await tenant.change(workflowId, 'activate');
    await engine.hear(BulkImportCompleted, imported(tenant.id));
    await eventually(async () => (await tenant.runs('?status=succeeded')).length === 2);
    expect(await tenant.announcedNames()).toEqual([...stopping, ...starting]);
  });
});

test('the texts, values and payloads of a workflow stay here', async () => {
  const tenant = new Tenant(engine);
  const canary = `canary-${newId()}`;
  const webhook = { kind: 'call', action: 'webhook', type: 'workflow.won', payload: { token: canary } };
  const condition = { field: 'contact.stage', op: 'eq', value: 'won' };
  const until = { event: 'contact.updated', condition, timeout: 60 };
  const message = { kind: 'call', action: 'notify', title: canary, text: canary, userId: newId() };
  const id = await tenant.workflow(
    onCreated,
    [
      { kind: 'set', fields: { stage: canary } },
      { kind: 'branch', condition, then: [webhook, message], else: [{ kind: 'branch', condition, then: [webhook] }] },
      { kind: 'wait', until },
    ],
    { condition },
  );
  await (await tenant.client()).post(`${at(id)}/pause`, { reason: canary });
  await tenant.change(id, 'deactivate');
  const outline = { kind: 'call', action: 'webhook', type: 'workflow.won' };
  const asked = (await tenant.announced(id)).filter(({ name }) => name === 'flow.starting' || name === 'flow.stopping');
  expect(asked).toHaveLength(2);
  for (const { condition: told, steps } of asked) {
    expect(told).toEqual(condition);
    expect(steps).toEqual([
      { kind: 'set', fields: ['stage'] },
      {
        kind: 'branch',
        condition,
        then: [outline, { kind: 'call', action: 'notify' }],
        else: [{ kind: 'branch', condition, then: [outline], else: [] }],
      },
      { kind: 'wait', until },
    ]);
  }
  const bodies = await engine.sql<{ body: string }>("SELECT convert_from(body, 'UTF8') AS body FROM outbox");
  expect(bodies.filter(({ body }) => body.includes(canary))).toEqual([]);
});

test('a workflow that is too large to be told is refused when it is made; the largest one starts', async () => {
  const tenant = new Tenant(engine);
  const client = await tenant.client();
  const list = (length: number) => ({ field: 'event.source', op: 'in', value: Array(100).fill('a'.repeat(length)) });
  const large = { kind: 'branch', condition: list(980), then: [{ ...notify('Large'), text: 'ä'.repeat(2_000) }] };
  const body = { name: 'Large', trigger: onCreated, steps: [large], condition: list(990) };
  for (const part of [{ condition: list(1_000) }, { steps: [{ ...large, condition: list(1_000) }] }]) {
    const field = Object.keys(part)[0];
    const refused = await client.post('/v1/workflows', { ...body, ...part });
    expect(refused.body.errors).toMatchObject([{ field, rule: 'maxBytes' }]);
  }
  const { id } = (await client.post('/v1/workflows', body)).body;
  expect((await tenant.change(id, 'activate')).body).toMatchObject({ status: 'active' });
});

test('a workflow that was a draft before the migration is inactive after it', async () => {
  const tenant = new Tenant(engine);
  const id = await tenant.draft(onCreated, [notify('Draft')]);
  const statements: string[] = [];
  const runner = { query: async (statement: string) => void statements.push(statement) };
  const migration = new AddFlowStates1764000000001();
  await migration.down(runner as never);
  await migration.up(runner as never);
  const [table] = await engine.sql<{ owner: string }>(
    "SELECT tableowner AS owner FROM pg_tables WHERE tablename = 'workflow'",
  );
  // As its owner, whom row-level security binds as well.
  await engine.sql(`SET ROLE "${table?.owner}"; ${statements.join('; ')}; RESET ROLE`);
  expect((await (await tenant.client()).get(at(id))).body).toMatchObject({ status: 'inactive' });
  const forced = await engine.sql("SELECT FROM pg_class WHERE relname = 'workflow' AND relforcerowsecurity");
  expect(forced).toHaveLength(1);
});
