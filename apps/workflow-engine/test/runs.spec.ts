// biome-ignore-all lint/suspicious/noThenProperty: a branch has a list of steps for then and one for else
import { WorkflowExecuted } from '@crm/events';
import { newId } from '@crm/platform';
import { bootService, eventually, type TestService, userOf, userWith } from '@crm/testing';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { service } from '../src/service.js';
import { Neighbours, notify, refusal, Tenant } from './world.js';

let engine: TestService;
const neighbours = new Neighbours();

beforeAll(async () => {
  engine = await bootService(service, { env: { WORKFLOW_RETRY_SECONDS: '0.1,0.1' }, peers: neighbours.answers });
});
afterEach(() => {
  neighbours.disturb = () => undefined;
});
afterAll(() => engine.stop());

function contact(fields: Record<string, unknown> = {}): string {
  const id = newId();
  neighbours.contacts.set(id, fields);
  return id;
}

test('a run goes through its steps, tells each step and is told once', async () => {
  const tenant = new Tenant(engine);
  const workflowId = await tenant.workflow(
    { event: 'contact.created' },
    [
      { kind: 'set', fields: { stage: 'lead' } },
      { kind: 'wait', seconds: 0.2 },
      {
        kind: 'branch',
        condition: { field: 'contact.stage', op: 'eq', value: 'lead' },
        then: [{ ...notify('New lead {{event.displayName}}'), severity: 'medium' }],
        else: [notify('never')],
      },
      { kind: 'call', action: 'webhook', type: 'workflow.lead', payload: { a: 1 } },
    ],
    { condition: { field: 'event.source', op: 'eq', value: 'manual' }, notify: true },
  );
  const contactId = contact();
  const heard = await tenant.created(contactId);
  const run = await tenant.run('succeeded');
  expect(run).toMatchObject({ workflowId, contactId, version: 1, trigger: 'crm.contact.created.v1', stepsDone: 5 });
  expect(run.steps.map(({ path, status, attempts }: Record<string, unknown>) => [path, status, attempts])).toEqual([
    ['steps.0', 'done', 1],
    ['steps.1', 'done', 1],
    ['steps.2', 'done', 1],
    ['steps.2.then.0', 'done', 1],
    ['steps.3', 'done', 1],
  ]);
  expect(run.steps[2].outcome).toEqual({ took: 'then' });
  expect(run.durationMs).toBeGreaterThanOrEqual(200);
  expect(neighbours.sets).toContainEqual({ contactId, fields: { stage: 'lead' } });
  expect(neighbours.notices.at(-1)).toMatchObject({
    title: 'New lead Carla',
    severity: 'medium',
    dedupeKey: `${run.id}:steps.2.then.0`,
  });
  expect(neighbours.webhooks.at(-1)).toMatchObject({
    type: 'workflow.lead',
    payload: { a: 1, contactId, runId: run.id },
  });
  const [executed] = await tenant.executed();
  expect(executed).toMatchObject({
    runId: run.id,
    result: 'succeeded',
    notify: true,
    stepsDone: 5,
    ownerId: tenant.ownerId,
    trigger: 'crm.contact.created.v1',
  });
  const [said] = (await engine.said(WorkflowExecuted)).filter(({ tenantid }) => tenantid === tenant.id);
  expect(said).toMatchObject({ hopcount: 1, causationid: heard.id });
});

test('a condition about the contact is asked of the contact; without a match there was no run', async () => {
  const tenant = new Tenant(engine);
  await tenant.workflow({ event: 'contact.created' }, [notify('Vip')], {
    condition: { field: 'contact.vip', op: 'eq', value: true },
  });
  await tenant.created(contact({ vip: false }));
  await tenant.created(contact({ vip: true }));
  const run = await tenant.run('succeeded');
  expect(run.steps.map(({ path }: { path: string }) => path)).toEqual(['condition', 'steps.0']);
  await eventually(async () => (await tenant.runs()).length === 1);
  expect(await tenant.executed()).toHaveLength(1);
});

test('a contact that is not there yet is waited for', async () => {
  const tenant = new Tenant(engine);
  await tenant.workflow({ event: 'contact.created' }, [notify('Found')], {
    condition: { field: 'contact.vip', op: 'eq', value: true },
  });
  const contactId = newId();
  await tenant.created(contactId);
  await tenant.run('checking');
  neighbours.contacts.set(contactId, { vip: true });
  expect((await tenant.run('succeeded')).steps[0].attempts).toBeGreaterThanOrEqual(1);
});

test('a step that fails is tried again with the same key; then the run fails and says why', async () => {
  const tenant = new Tenant(engine);
  await tenant.workflow({ event: 'contact.created' }, [notify('Moody'), notify('Next')]);
  let failures = 2;
  neighbours.disturb = (command) => {
    if (command === 'notify' && failures-- > 0) throw refusal(503, 'Not now.');
  };
  await tenant.created(contact());
  const run = await tenant.run('succeeded');
  expect(run.steps[0]).toMatchObject({ attempts: 3, status: 'done', error: null });
  const keys = neighbours.notices.filter(({ title }) => title === 'Moody').map(({ dedupeKey }) => dedupeKey);
  expect(keys).toHaveLength(3);
  expect(new Set(keys)).toEqual(new Set([`${run.id}:steps.0`]));

  neighbours.disturb = () => {
    throw refusal(500, 'Broken.');
  };
  await tenant.created(contact());
  const failed = await tenant.run('failed');
  expect(failed).toMatchObject({ position: 'steps.0', stepsDone: 0, steps: [{ attempts: 3, status: 'failed' }] });
  expect((await tenant.executed()).find(({ runId }) => runId === failed.id)).toMatchObject({
    result: 'failed',
    error: expect.stringContaining('notify failed'),
  });
});

test('what is refused for good fails at once', async () => {
  const tenant = new Tenant(engine);
  await tenant.workflow({ event: 'contact.created' }, [{ kind: 'set', fields: { stage: 7 } }]);
  neighbours.disturb = () => {
    throw refusal(400, 'stage must be a text.');
  };
  await tenant.created(contact());
  expect((await tenant.run('failed')).steps[0]).toMatchObject({ attempts: 1, status: 'failed' });
});

test('a service that is stopped in a step or a wait goes on after its next start, and doubles nothing', async () => {
  const tenant = new Tenant(engine);
  await tenant.workflow({ event: 'contact.created' }, [notify('First'), { kind: 'wait', seconds: 1 }, notify('Last')]);
  const contactId = contact();
  await tenant.created(contactId);
  await tenant.run('waiting');
  await engine.halt();
  await engine.start();
  const run = await tenant.run('succeeded');
  const told = neighbours.notices.filter(({ dedupeKey }) => dedupeKey.startsWith(run.id)).map(({ title }) => title);
  expect(told).toEqual(['First', 'Last']);
  expect(await tenant.executed()).toHaveLength(1);
});

test('a step whose process died before the commit is repeated with the same key', async () => {
  const tenant = new Tenant(engine);
  await tenant.workflow({ event: 'contact.created' }, [notify('Twice'), notify('Once')]);
  let reached: () => void = () => undefined;
  const inStep = new Promise<void>((resolve) => (reached = resolve));
  let release: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => (release = resolve));
  let first = true;
  neighbours.disturb = async () => {
    if (!first) return;
    first = false;
    reached();
    await gate;
  };
  await tenant.created(contact());
  await inStep;
  // As after a kill -9: the lease of the process that is still in the step has run out, and another one takes over.
  await engine.sql("UPDATE timers SET lease = NULL, leased_until = NULL WHERE kind = 'advance-run'");
  const run = await tenant.run('succeeded');
  release();
  const keys = () =>
    neighbours.notices.filter(({ dedupeKey }) => dedupeKey.startsWith(run.id)).map((one) => one.dedupeKey);
  await eventually(() => keys().length === 3);
  expect(keys().filter((key) => key.endsWith('steps.0'))).toHaveLength(2);
  expect(await tenant.executed()).toHaveLength(1);
  expect((await tenant.run('succeeded')).steps[0].attempts).toBe(1);
});

test('a run can be cancelled while it is open, and is told as cancelled', async () => {
  const tenant = new Tenant(engine);
  await tenant.workflow({ event: 'contact.created' }, [{ kind: 'wait', seconds: 60 }, notify('Never')]);
  await tenant.created(contact());
  const run = await tenant.run('waiting');
  const client = await tenant.client();
  expect((await client.post(`/v1/workflow-runs/${run.id}/cancel`)).body).toMatchObject({ status: 'cancelled' });
  expect((await client.post(`/v1/workflow-runs/${run.id}/cancel`)).body).toMatchObject({
    type: 'urn:crm:problem:run-has-ended',
  });
  expect(await tenant.executed()).toMatchObject([{ result: 'cancelled', stepsDone: 0 }]);
});

test('a paused workflow starts nothing, and its open runs wait before their next step', async () => {
  const tenant = new Tenant(engine);
  const id = await tenant.workflow({ event: 'contact.created' }, [{ kind: 'wait', seconds: 0.3 }, notify('After')]);
  await tenant.created(contact());
  const client = await tenant.client();
  const paused = await client.post(`/v1/workflows/${id}/pause`, { reason: 'Spring cleaning' });
  expect(paused.body).toMatchObject({ status: 'paused', pausedReason: 'Spring cleaning' });
  await tenant.run('held');
  await tenant.created(contact());
  expect(await tenant.runs()).toHaveLength(1);
  await client.post(`/v1/workflows/${id}/activate`);
  await tenant.run('succeeded');
});

test('an edit makes a version, which the runs of the next activation follow', async () => {
  const tenant = new Tenant(engine);
  const id = await tenant.workflow({ event: 'contact.created' }, [{ kind: 'wait', seconds: 60 }, notify('Old')]);
  await tenant.created(contact());
  await tenant.run('waiting');
  const client = await tenant.client();
  const edit = (version: number, change: object) =>
    client.patch(`/v1/workflows/${id}`, change, { headers: { 'if-match': `"${version}"` } });
  await tenant.change(id, 'deactivate');
  expect((await edit(1, { steps: [notify('New')] })).body).toMatchObject({ version: 2, status: 'inactive' });
  expect((await edit(1, { name: 'x' })).status).toBe(412);
  expect((await edit(2, { steps: [{ kind: 'loop' }] })).body.errors).toMatchObject([{ field: 'steps.0.kind' }]);
  await tenant.change(id, 'activate');
  await tenant.created(contact());
  await tenant.run('succeeded');
  await tenant.run('cancelled');
  expect((await tenant.runs()).map(({ version, status }) => [version, status])).toEqual([
    [2, 'succeeded'],
    [1, 'cancelled'],
  ]);
  const { body } = await client.get(`/v1/workflows/${id}/versions`);
  expect(body.items.map(({ version, steps }: { version: number; steps: object[] }) => [version, steps.length])).toEqual(
    [
      [2, 1],
      [1, 2],
    ],
  );
  expect(body.items[0].madeBy).toBe(`user:${tenant.ownerId}`);
});

test('mistakes are named by their path, and nothing is kept', async () => {
  const tenant = new Tenant(engine);
  const client = await tenant.client();
  const { status, body } = await client.post('/v1/workflows', {
    name: 'Wrong',
    trigger: { event: 'health-score.changed' },
    condition: { field: 'contact.email', op: 'like', value: 1 },
    steps: [{ kind: 'set', fields: { a: [] } }],
  });
  expect(status).toBe(400);
  expect(body.errors.map(({ field }: { field: string }) => field)).toEqual([
    'condition.field',
    'condition.op',
    'steps.0',
    'steps.0.fields.a',
  ]);
  expect((await client.post('/v1/workflows', { name: 'No trigger' })).body.errors).toMatchObject([
    { field: 'trigger' },
    { field: 'steps' },
  ]);
  expect((await client.post('/v1/workflows', { name: 'x', colour: 'red' })).body.errors).toMatchObject([
    { field: 'colour', rule: 'unknownField' },
  ]);
  expect((await client.get('/v1/workflows')).body.items).toEqual([]);
});

test('a tenant sees and changes its own only, and by permission only', async () => {
  const tenant = new Tenant(engine);
  const id = await tenant.workflow({ event: 'contact.created' }, [notify('Own')]);
  await tenant.created(contact());
  const run = await tenant.run('succeeded');
  const other = new Tenant(engine);
  await other.created(run.contactId);
  expect(await other.runs()).toEqual([]);
  const stranger = await engine.as(userOf(other.id));
  for (const path of [`workflows/${id}`, `workflows/${id}/versions`, `workflow-runs/${run.id}`]) {
    expect((await stranger.get(`/v1/${path}`)).status, path).toBe(404);
  }
  for (const path of [`workflows/${id}/activate`, `workflows/${id}/deactivate`, `workflow-runs/${run.id}/cancel`]) {
    expect((await stranger.post(`/v1/${path}`)).status, path).toBe(404);
  }
  expect((await stranger.post(`/v1/workflows/${id}/pause`, {})).status).toBe(404);
  expect((await stranger.patch(`/v1/workflows/${id}`, { name: 'mine' })).status).toBe(404);
  expect((await stranger.delete(`/v1/workflows/${id}`)).status).toBe(404);
  expect(await other.announced()).toEqual([]);
  const reader = await engine.as(userWith(tenant.id, ['workflows:read']));
  expect((await reader.get(`/v1/workflows/${id}`)).status).toBe(200);
  expect((await reader.post(`/v1/workflows/${id}/pause`, {})).status).toBe(403);
  expect((await reader.post(`/v1/workflows/${id}/deactivate`)).status).toBe(403);
  expect((await reader.delete(`/v1/workflows/${id}`)).status).toBe(403);
});
