import { AuditAlertTriggered } from '@crm/events';
import { newId } from '@crm/platform';
import { bootService, eventually, type TestService } from '@crm/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { service } from '../src/service.js';
import { crowd } from './crowd.js';
import { Orchestrator } from './orchestrator.js';
import { Neighbours, notify, now, Tenant } from './world.js';

let engine: TestService;
let orchestrator: Orchestrator;
const neighbours = new Neighbours();

beforeAll(async () => {
  engine = await bootService(service, { env: { ORCHESTRATOR: 'external' }, peers: neighbours.answers });
  orchestrator = new Orchestrator(engine);
});
afterAll(() => engine.stop());

const onCreated = { event: 'contact.created' };
const at = (id: string) => `/v1/workflows/${id}`;
const read = async (tenant: Tenant, id: string) => (await (await tenant.client()).get(at(id))).body;

type Status = 'inactive' | 'starting' | 'active' | 'paused' | 'stopping';

/** A workflow that has come to a status as it comes to it in life. */
async function workflowIn(status: Status, tenant: Tenant): Promise<string> {
  const id = await tenant.draft(onCreated, [notify('Ours')]);
  if (status === 'inactive') return id;
  await tenant.change(id, 'activate');
  if (status === 'starting') return id;
  await orchestrator.says('flow.started', tenant, id);
  if (status === 'paused') await tenant.change(id, 'pause');
  if (status === 'stopping') await tenant.change(id, 'deactivate');
  return id;
}

test('a workflow starts and stops when its orchestrator says so, and not before', async () => {
  const tenant = new Tenant(engine);
  const id = await tenant.draft(onCreated, [notify('Started')]);
  expect((await tenant.change(id, 'activate')).body).toMatchObject({ status: 'starting' });
  await tenant.created(newId());
  expect(await tenant.runs()).toEqual([]);
  await orchestrator.says('flow.started', tenant, id);
  expect(await read(tenant, id)).toMatchObject({ status: 'active', statusReason: null });
  await tenant.created(newId());
  await tenant.run('succeeded');
  await crowd(tenant, id, 1);
  expect((await tenant.change(id, 'deactivate')).body).toMatchObject({ status: 'stopping' });
  await tenant.run('cancelled');
  await tenant.created(newId());
  await orchestrator.says('flow.stopped', tenant, id);
  expect(await read(tenant, id)).toMatchObject({ status: 'inactive' });
  expect(await tenant.runs()).toHaveLength(2);
  expect(await tenant.announcedNames()).toEqual([
    'flowrepo.flow.created',
    'flowrepo.flow.starting',
    'flow.starting',
    'flowrepo.flow.stopping',
    'flow.stopping',
  ]);
});

describe('what somebody asks of a workflow', () => {
  const illegal = 'illegal-transition';
  const fixed = 'workflow-not-inactive';
  /** The status that follows, or the problem; after a slash what is announced. */
  const table: Record<Status, Record<'activate' | 'deactivate' | 'pause' | 'edit' | 'delete', string>> = {
    inactive: {
      activate: 'starting / flowrepo.flow.starting flow.starting',
      deactivate: 'inactive / ',
      pause: illegal,
      edit: 'inactive / flowrepo.flow.modified',
      delete: 'gone / flowrepo.flow.deleted',
    },
    starting: { activate: 'starting / ', deactivate: illegal, pause: illegal, edit: fixed, delete: fixed },
    active: {
      activate: 'active / ',
      deactivate: 'stopping / flowrepo.flow.stopping flow.stopping',
      pause: 'paused / flowrepo.flow.modified',
      edit: fixed,
      delete: fixed,
    },
    paused: {
      activate: 'active / flowrepo.flow.modified',
      deactivate: 'stopping / flowrepo.flow.stopping flow.stopping',
      pause: 'paused / ',
      edit: fixed,
      delete: fixed,
    },
    stopping: { activate: illegal, deactivate: 'stopping / ', pause: illegal, edit: fixed, delete: fixed },
  };

  test.each(Object.keys(table) as Status[])('while it is %s', async (status) => {
    for (const [deed, expected] of Object.entries(table[status])) {
      const tenant = new Tenant(engine);
      const client = await tenant.client();
      const id = await workflowIn(status, tenant);
      const { length } = await tenant.announced();
      const ask = {
        edit: () => client.patch(at(id), { name: 'Edited' }),
        delete: () => client.delete(at(id)),
      }[deed];
      const answer = await (ask?.() ?? tenant.change(id, deed as 'activate'));
      const told = (await tenant.announcedNames()).slice(length).join(' ');
      const said =
        answer.status === 409
          ? String(answer.body.type).replace('urn:crm:problem:', '')
          : `${answer.status === 204 ? 'gone' : answer.body.status} / ${told}`;
      expect([deed, said]).toEqual([deed, expected]);
      if (answer.status !== 409) continue;
      expect(told).toBe('');
      expect(await read(tenant, id)).toMatchObject({ status, name: 'Spec', version: 1 });
    }
  });
});

describe('what the orchestrator answers to a workflow', () => {
  const table: Record<Status, Partial<Record<'flow.started' | 'flow.stopped' | 'flow.failed', Status>>> = {
    inactive: {},
    starting: { 'flow.started': 'active', 'flow.failed': 'inactive' },
    active: {},
    paused: {},
    stopping: { 'flow.stopped': 'inactive', 'flow.failed': 'inactive' },
  };

  test.each(Object.keys(table) as Status[])('while it is %s', async (status) => {
    const tenant = new Tenant(engine);
    for (const name of ['flow.started', 'flow.stopped', 'flow.failed'] as const) {
      const id = await workflowIn(status, tenant);
      const { length } = await tenant.announced();
      await orchestrator.says(name, tenant, id);
      expect([name, (await read(tenant, id)).status]).toEqual([name, table[status][name] ?? status]);
      expect(await tenant.announced()).toHaveLength(length);
    }
  });
});

test('a start that failed says why, until the next one; then it can be edited and tried again', async () => {
  const tenant = new Tenant(engine);
  const id = await workflowIn('starting', tenant);
  await orchestrator.says('flow.failed', tenant, id, { reason: `\0 No node is free. ${'!'.repeat(600)}` });
  const { status, statusReason } = await read(tenant, id);
  expect({ status, statusReason }).toEqual({
    status: 'inactive',
    statusReason: expect.stringMatching(/^No node is free\. !{483}$/),
  });
  expect((await (await tenant.client()).patch(at(id), { name: 'Smaller' })).body).toMatchObject({ version: 2 });
  expect((await tenant.change(id, 'activate')).body).toMatchObject({ status: 'starting', statusReason: null });
  await orchestrator.says('flow.failed', tenant, id, { reason: { code: 7 } });
  expect(await read(tenant, id)).toMatchObject({ statusReason: 'The orchestrator did not say why it failed.' });
});

test('an answer that comes again, or late, is not taken for the next one', async () => {
  const tenant = new Tenant(engine);
  const id = await workflowIn('starting', tenant);
  const started = await orchestrator.says('flow.started', tenant, id);
  await tenant.change(id, 'deactivate');
  orchestrator.repeats(started);
  const stopped = await orchestrator.says('flow.stopped', tenant, id);
  expect(await read(tenant, id)).toMatchObject({ status: 'inactive' });
  await tenant.change(id, 'activate');
  orchestrator.repeats(started);
  orchestrator.repeats(stopped);
  // A workflow's answers are taken in their order: this one fails only what is still starting.
  await orchestrator.says('flow.failed', tenant, id, { reason: 'Too late.' });
  expect(await read(tenant, id)).toMatchObject({ status: 'inactive', statusReason: 'Too late.' });
  await orchestrator.says('flow.started', tenant, id);
  expect(await read(tenant, id)).toMatchObject({ status: 'inactive' });
});

test('nobody answers for a workflow of another tenant, for one that is gone, or for none', async () => {
  const tenant = new Tenant(engine);
  const other = new Tenant(engine);
  const id = await workflowIn('starting', tenant);
  await orchestrator.says('flow.started', other, id);
  await orchestrator.says('flow.failed', { id: newId() }, id);
  for (const odd of [newId(), 'flow', 7, null, undefined, [id]]) await orchestrator.says('flow.failed', tenant, odd);
  expect(await read(tenant, id)).toMatchObject({ status: 'starting' });
  const gone = await workflowIn('inactive', tenant);
  await (await tenant.client()).delete(at(gone));
  await orchestrator.says('flow.started', tenant, gone);
  expect((await (await tenant.client()).get(at(gone))).status).toBe(404);
  const dead = await engine.sql("SELECT FROM inbox WHERE status <> 'handled'");
  expect(dead).toEqual([]);
});

test('who speaks in the name of this service without its account is refused', async () => {
  const tenant = new Tenant(engine);
  const id = await workflowIn('starting', tenant);
  const headers = { name: 'flow.started', createdAt: Date.now(), serviceName: 'workflow-engine' };
  engine.broker.tell('flow.started', { headers, payload: { tenant: tenant.id, id } });
  await eventually(async () => (await engine.sql("SELECT FROM inbox WHERE reason = 'forbidden'")).length === 1);
  expect(await read(tenant, id)).toMatchObject({ status: 'starting' });
});

test('what this service answered itself, when it orchestrated, starts nothing now', async () => {
  const tenant = new Tenant(engine);
  const id = await workflowIn('starting', tenant);
  const eventId = newId();
  await engine.sql(
    `INSERT INTO outbox (id, exchange, routing_key, partition_key, tenant_id, content_type, body, headers)
     SELECT $2, exchange, 'flow.started', partition_key, tenant_id, content_type,
       convert_to(replace(convert_from(body, 'UTF8'), '"flow.starting"', '"flow.started"'), 'UTF8'),
       headers || jsonb_build_object('cloudEvents_id', $2::uuid, 'cloudEvents_sequence', 99)
     FROM outbox WHERE routing_key = 'flow.starting' AND partition_key = $1`,
    [`event-bus:${id}`, eventId],
  );
  expect(await engine.settled(eventId)).toBe('handled');
  expect(await read(tenant, id)).toMatchObject({ status: 'starting' });
});

test('an alert pauses what is starting as soon as it has started', async () => {
  const tenant = new Tenant(engine);
  const flagged = newId();
  const id = await tenant.workflow(onCreated, [notify('Flagged')], { ownerId: flagged });
  await engine.hear(AuditAlertTriggered, {
    tenantId: tenant.id,
    alertId: newId(),
    rule: 'bulk-export',
    severity: 'critical',
    suspect: `user:${flagged}`,
    summary: 'Many exports in a minute.',
    entryIds: [],
    windowStart: now(),
    windowEnd: now(),
  });
  expect(await read(tenant, id)).toMatchObject({ status: 'starting' });
  await orchestrator.says('flow.started', tenant, id);
  expect(await read(tenant, id)).toMatchObject({
    status: 'paused',
    pausedReason: 'An audit alert flagged its owner: Many exports in a minute.',
  });
  expect((await tenant.announced(id)).at(-1)).toMatchObject({ name: 'flowrepo.flow.modified', status: 'paused' });
  await tenant.created(newId());
  expect(await tenant.runs(`?workflowId=${id}`)).toEqual([]);
});

test('two activations and their answer at once are one start', async () => {
  const tenant = new Tenant(engine);
  const id = await workflowIn('inactive', tenant);
  await Promise.all([tenant.change(id, 'activate'), tenant.change(id, 'activate')]);
  await Promise.all([tenant.change(id, 'activate'), orchestrator.says('flow.started', tenant, id)]);
  expect(await read(tenant, id)).toMatchObject({ status: 'active' });
  const names = await tenant.announcedNames();
  expect(names.filter((name) => name === 'flow.starting')).toHaveLength(1);
});
