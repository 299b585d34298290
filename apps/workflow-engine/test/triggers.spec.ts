import {
  AuditAlertTriggered,
  BulkImportCompleted,
  ContactUpdated,
  HealthScoreChanged,
  OnboardingStarted,
} from '@crm/events';
import { newId } from '@crm/platform';
import { bootService, eventually, type TestService } from '@crm/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { service } from '../src/service.js';
import { Neighbours, notify, now, Tenant } from './world.js';

let engine: TestService;
const neighbours = new Neighbours();

beforeAll(async () => {
  engine = await bootService(service, {
    env: {
      WORKFLOW_RETRY_SECONDS: '0.1,0.1',
      WORKFLOW_IMPORT_RUNS_PER_MINUTE: '2',
      WORKFLOW_RUNS_PER_CONTACT: '3',
      WORKFLOW_WELCOME_PAUSE_SECONDS: '1',
      TIMER_WIDTH: '4',
    },
    peers: neighbours.answers,
  });
});
afterAll(() => engine.stop());

const workflowOf = async (tenant: Tenant, id: string) =>
  (await (await tenant.client()).get(`/v1/workflows/${id}`)).body;
const twice = async (tenant: Tenant, count: number) =>
  eventually(async () => (await tenant.runs('?status=succeeded')).length === count);

test('contact.updated starts on the changed fields only, and the same event starts once', async () => {
  const tenant = new Tenant(engine);
  await tenant.workflow({ event: 'contact.updated', changedFields: ['email', 'phone'] }, [notify('Changed')]);
  const contactId = newId();
  await tenant.updated(contactId, ['company']);
  const heard = await tenant.updated(contactId, ['company', 'email']);
  engine.broker.publish(ContactUpdated, heard.data as ContactUpdated, { id: heard.id });
  await tenant.updated(newId(), ['phone']);
  await twice(tenant, 2);
  expect(await tenant.runs()).toHaveLength(2);
});

test('a waiting run of the contact resumes on the update it waits for, instead of starting anew', async () => {
  const tenant = new Tenant(engine);
  const until = {
    event: 'contact.updated',
    condition: { field: 'contact.stage', op: 'eq', value: 'won' },
    timeout: 60,
  };
  await tenant.workflow({ event: 'contact.updated' }, [{ kind: 'wait', until }, notify('Won')]);
  const contactId = newId();
  neighbours.contacts.set(contactId, { stage: 'lead' });
  await tenant.updated(contactId, ['stage']);
  const waiting = await tenant.run('waiting');
  expect(waiting).toMatchObject({ waitsForUpdate: true, position: 'steps.0' });
  await tenant.updated(contactId, ['company']);
  await eventually(async () => {
    const rows = await engine.sql('SELECT 1 FROM workflow_run WHERE id = $1 AND NOT update_seen', [waiting.id]);
    return rows.length === 1;
  });
  expect(await tenant.runs()).toMatchObject([{ id: waiting.id, status: 'waiting' }]);
  neighbours.contacts.set(contactId, { stage: 'won' });
  await tenant.updated(contactId, ['stage']);
  const run = await tenant.run('succeeded');
  expect(run.id).toBe(waiting.id);
  expect(run.steps[0]).toMatchObject({ outcome: { ended: 'contact-updated' }, attempts: 1 });
  expect(await tenant.runs()).toHaveLength(1);
});

test('a wait for an update ends at its time-out', async () => {
  const tenant = new Tenant(engine);
  const until = { event: 'contact.updated', timeout: 0.3 };
  await tenant.workflow({ event: 'contact.created' }, [{ kind: 'wait', until }, notify('Late')]);
  await tenant.created(newId());
  expect((await tenant.run('succeeded')).steps[0].outcome).toEqual({ ended: 'timeout' });
});

test('a merge moves waits to the survivor and ends doubles as superseded', async () => {
  const tenant = new Tenant(engine);
  const until = { event: 'contact.updated', timeout: 60 };
  const shared = await tenant.workflow({ event: 'contact.created' }, [{ kind: 'wait', until }, notify('Moved')]);
  const [survivorId, mergedId, otherId] = [newId(), newId(), newId()];
  await tenant.created(survivorId);
  const only = await tenant.workflow({ event: 'contact.created' }, [{ kind: 'wait', until }, notify('Only')]);
  await tenant.created(mergedId);
  await tenant.created(otherId);
  await eventually(async () => (await tenant.runs('?status=waiting')).length === 5);
  await tenant.merged(survivorId, [mergedId]);
  const runs = await tenant.runs(`?contactId=${survivorId}`);
  expect(runs.map(({ workflowId, status }) => [workflowId === shared ? 'shared' : 'only', status]).sort()).toEqual([
    ['only', 'waiting'],
    ['shared', 'superseded'],
    ['shared', 'waiting'],
  ]);
  expect(await tenant.runs(`?contactId=${mergedId}`)).toEqual([]);
  expect(await tenant.executed()).toMatchObject([{ result: 'superseded', workflowId: shared }]);
  await tenant.updated(survivorId, ['email']);
  await eventually(async () => (await tenant.runs(`?contactId=${survivorId}&status=succeeded`)).length === 2);
  expect(await tenant.runs(`?contactId=${otherId}&status=waiting`)).toHaveLength(2);
  expect(only).not.toBe(shared);
});

test('an event of a merged contact that comes late is about the survivor; an undone merge is forgotten', async () => {
  const tenant = new Tenant(engine);
  await tenant.workflow({ event: 'contact.created' }, [notify('Whoever')]);
  const [first, second, third] = [newId(), newId(), newId()];
  // Told in the wrong order: the survivor of the older merge was merged itself.
  await tenant.merged(third, [second]);
  await tenant.merged(second, [first]);
  await tenant.created(first);
  expect(await tenant.run('succeeded')).toMatchObject({ contactId: third });
  await tenant.created(first, { source: 'merge-undone' }, { time: new Date(Date.now() + 60_000).toISOString() });
  await tenant.merged(second, [first]);
  expect(await tenant.runs(`?contactId=${first}`)).toHaveLength(1);
});

test('an import is one run with its counts; for its contacts only so many start, and the rest is counted', async () => {
  const tenant = new Tenant(engine);
  const counting = await tenant.workflow({ event: 'bulk-import.completed' }, [
    notify('{{event.acceptedRows}} of {{event.totalRows}} rows'),
  ]);
  const each = await tenant.workflow({ event: 'contact.created' }, [notify('Row')]);
  const importId = newId();
  for (let row = 0; row < 5; row += 1) await tenant.created(newId(), { source: 'import', importId });
  const done = {
    tenantId: tenant.id,
    importId,
    kind: 'contacts' as const,
    startedBy: 'user:x',
    totalRows: 6,
    acceptedRows: 5,
    rejectedRows: 1,
    completedAt: now(),
  };
  await engine.hear(BulkImportCompleted, done);
  await engine.hear(BulkImportCompleted, done);
  await twice(tenant, 4);
  expect(await tenant.runs(`?workflowId=${counting}`)).toHaveLength(1);
  const runs = await tenant.runs('?trigger=bulk-import.completed');
  expect(runs.map(({ workflowName }) => workflowName).sort()).toEqual(['Look after imports', 'Spec']);
  const run = runs.find(({ workflowId }) => workflowId === counting);
  const { body } = await (await tenant.client()).get(`/v1/workflow-runs/${run.id}`);
  expect(body.event).toMatchObject({ totalRows: 6, acceptedRows: 5, rejectedRows: 1 });
  const told = neighbours.notices.map(({ title }) => title);
  expect(told).toEqual(expect.arrayContaining(['5 of 6 rows', 'An import left out 1 of 6 rows']));
  expect(await workflowOf(tenant, each)).toMatchObject({ throttledRuns: 3 });
  await tenant.created(newId());
  await twice(tenant, 5);
});

test('health-score.changed starts on the direction', async () => {
  const tenant = new Tenant(engine);
  await tenant.workflow({ event: 'health-score.changed', direction: 'down' }, [notify('Falling')]);
  const any = await tenant.workflow({ event: 'health-score.changed' }, [notify('Moving')], {
    condition: { field: 'event.band', op: 'in', value: ['critical', 'healthy'] },
  });
  const change = (direction: 'up' | 'down', band: 'critical' | 'at-risk' | 'healthy', revision: number) =>
    engine.hear(HealthScoreChanged, {
      tenantId: tenant.id,
      score: 50,
      previousScore: 60,
      band,
      previousBand: 'at-risk',
      direction,
      reasons: [],
      revision,
      at: now(),
    });
  await change('up', 'healthy', 1);
  await change('down', 'at-risk', 2);
  await twice(tenant, 2);
  const runs = await tenant.runs();
  expect(runs.map(({ workflowId }) => workflowId === any)).toEqual([false, true]);
  expect(runs[0].contactId).toBeNull();
});

test('the welcome sequence runs once per tenant', async () => {
  const tenant = new Tenant(engine);
  const started = () => ({
    tenantId: tenant.id,
    onboardingId: newId(),
    plan: 'standard',
    planVersion: 1,
    steps: [],
    expectedDays: 14,
    startedAt: now(),
  });
  await engine.hear(OnboardingStarted, started());
  await engine.hear(OnboardingStarted, started());
  const run = await tenant.run('waiting');
  expect(run).toMatchObject({ workflowName: 'Welcome', trigger: 'crm.onboarding.started.v1', stepsDone: 1 });
  const told = () => neighbours.notices.filter(({ dedupeKey }) => dedupeKey.startsWith(run.id));
  expect(told()[0]).toMatchObject({ text: 'It follows the plan standard and is expected to take 14 days.' });
  await tenant.run('succeeded');
  expect(told()).toHaveLength(2);
  expect(await tenant.runs()).toHaveLength(1);
  const workflow = await workflowOf(tenant, run.workflowId);
  expect(workflow).toMatchObject({ builtIn: 'welcome', status: 'active', version: 1 });
});

const alert = (tenant: Tenant, suspect: string) => ({
  tenantId: tenant.id,
  alertId: newId(),
  rule: 'bulk-export',
  severity: 'critical' as const,
  suspect,
  summary: 'Many exports in a minute.',
  entryIds: [],
  windowStart: now(),
  windowEnd: now(),
});

test('an alert starts remediation and pauses the workflows of the flagged actor', async () => {
  const tenant = new Tenant(engine);
  const flagged = newId();
  const theirs = await tenant.workflow({ event: 'contact.created' }, [notify('Theirs')], { ownerId: flagged });
  const ours = await tenant.workflow({ event: 'contact.created' }, [notify('Ours')]);
  const data = alert(tenant, `user:${flagged}`);
  await engine.hear(AuditAlertTriggered, data);
  await engine.hear(AuditAlertTriggered, data);
  const run = await tenant.run('succeeded');
  expect(run).toMatchObject({ workflowName: 'Remediation of audit alerts', lane: 'remediation' });
  expect(await tenant.runs()).toHaveLength(1);
  expect(neighbours.notices.find(({ dedupeKey }) => dedupeKey.startsWith(run.id))).toMatchObject({
    title: 'Audit alert: bulk-export',
    severity: 'high',
  });
  expect(await workflowOf(tenant, theirs)).toMatchObject({
    status: 'paused',
    pausedByAlert: data.alertId,
    pausedReason: 'An audit alert flagged its owner: Many exports in a minute.',
  });
  expect(await workflowOf(tenant, ours)).toMatchObject({ status: 'active', pausedByAlert: null });
  const paused = (await tenant.announced()).filter(({ name }) => name === 'flowrepo.flow.modified');
  expect(paused).toMatchObject([{ id: theirs, status: 'paused', user: 'service:workflow-engine' }]);
  await tenant.created(newId());
  await twice(tenant, 2);
  const again = await (await tenant.client()).post(`/v1/workflows/${theirs}/activate`);
  expect(again.body).toMatchObject({ status: 'active', pausedReason: null, pausedByAlert: null });
});

test('an alert that is the last link of a chain of causes pauses all the same', async () => {
  const tenant = new Tenant(engine);
  const flagged = newId();
  const theirs = await tenant.workflow({ event: 'contact.created' }, [notify('Deep')], { ownerId: flagged });
  await engine.hear(AuditAlertTriggered, alert(tenant, `user:${flagged}`), { hopcount: 8 });
  expect(await workflowOf(tenant, theirs)).toMatchObject({ status: 'paused' });
});

test('remediation goes before a long line of other runs', async () => {
  const busy = new Tenant(engine);
  const flagged = new Tenant(engine);
  await busy.workflow({ event: 'contact.created' }, [notify('Crowd')]);
  await engine.halt();
  const crowd = 60;
  for (let count = 0; count < crowd; count += 1) {
    await engine.sql(
      `INSERT INTO workflow_run SELECT gen_random_uuid(), tenant_id, id, 1, name, gen_random_uuid(),
         'crm.contact.created.v1', gen_random_uuid()::text, '{}', NULL, 'standard', 'running', 'steps.0', NULL, false,
         false, 0, NULL, false, NULL, now(), NULL FROM workflow WHERE tenant_id = $1`,
      [busy.id],
    );
  }
  await engine.sql(
    `INSERT INTO timers (id, kind, key, tenant_id, due_at, payload, context)
     SELECT gen_random_uuid(), 'advance-run', id::text, tenant_id, now() - interval '1 hour', '{}', '{}'
     FROM workflow_run WHERE tenant_id = $1`,
    [busy.id],
  );
  await engine.start();
  await engine.hear(AuditAlertTriggered, alert(flagged, 'service:x'));
  const run = await flagged.run('succeeded');
  await eventually(async () => (await busy.executed()).length === crowd);
  const told = neighbours.notices.find(({ dedupeKey }) => dedupeKey.startsWith(run.id));
  const crowdTold = neighbours.notices.filter(({ title, at }) => title === 'Crowd' && at > (told?.at ?? 0));
  expect(crowdTold.length).toBeGreaterThan(crowd / 2);
});

test('a contact does not run in circles: too many runs, or too long a chain of causes, start nothing', async () => {
  const tenant = new Tenant(engine);
  const id = await tenant.workflow({ event: 'contact.updated' }, [notify('Round')]);
  const contactId = newId();
  for (let count = 0; count < 5; count += 1) await tenant.updated(contactId, ['email']);
  await tenant.updated(newId(), ['email'], { hopcount: 5 });
  await tenant.updated(newId(), ['email'], { hopcount: 6 });
  await twice(tenant, 4);
  expect(await tenant.runs()).toHaveLength(4);
  expect(await workflowOf(tenant, id)).toMatchObject({ limitedRuns: 3 });
});
