import { OnboardingCompleted, OnboardingStarted, TenantCreated } from '@crm/events';
import { newId } from '@crm/platform';
import { bootService, eventually, operator, type TestService, userOf, userWith } from '@crm/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { service } from '../src/service.js';
import { created, Neighbours, newTenant, quick } from './neighbours.js';

let onboarding: TestService;
const neighbours = new Neighbours();

beforeAll(async () => {
  onboarding = await bootService(service, { peers: neighbours.answers, env: quick });
});
afterAll(() => onboarding.stop());

const of = async (tenantId: string) => onboarding.as(userOf(tenantId));
const read = async (tenantId: string) => (await (await of(tenantId)).get('/v1/onboarding')).body;
const step = async (tenantId: string, key: string) =>
  (await read(tenantId)).steps.find((candidate: { key: string }) => candidate.key === key);
const doneSteps = async (tenantId: string): Promise<string[]> =>
  (await read(tenantId)).steps
    .filter(({ status }: { status: string }) => status === 'done')
    .map(({ key }: { key: string }) => key);
const automaticDone = (tenantId: string) => eventually(async () => (await doneSteps(tenantId)).length === 3);
const saidOf = async (event: typeof OnboardingStarted | typeof OnboardingCompleted, tenantId: string) =>
  (await onboarding.said(event as typeof OnboardingStarted)).filter(({ tenantid }) => tenantid === tenantId);

test('a new tenant gets the checklist of its plan, the first steps run, and the start is told once', async () => {
  const tenantId = newId();
  const first = await onboarding.hear(TenantCreated, created(tenantId, 'starter'));
  onboarding.broker.publish(TenantCreated, created(tenantId, 'starter'), { id: first.id });
  await onboarding.hear(TenantCreated, created(tenantId, 'starter'));
  await automaticDone(tenantId);

  expect(await read(tenantId)).toMatchObject({ status: 'running', plan: 'standard', planVersion: 1, overdue: false });
  const told = await saidOf(OnboardingStarted, tenantId);
  expect(told).toHaveLength(1);
  expect(told[0]?.data).toMatchObject({ plan: 'standard', planVersion: 1, expectedDays: 14 });
  expect(neighbours.callsOf(tenantId, 'invite-owner').map(({ call }) => call.body)).toEqual([
    { email: 'owner@acme.example', name: 'Olivia Owner' },
  ]);
  expect(neighbours.callsOf(tenantId, 'start-trial').map(({ call }) => call.body)).toEqual([{ plan: 'starter' }]);
  expect(neighbours.callsOf(tenantId, 'apply-default-policy')).toHaveLength(1);
});

test('a tenant of the plan enterprise is guided by the enterprise onboarding', async () => {
  expect(await read(await newTenant(onboarding, 'enterprise'))).toMatchObject({ plan: 'enterprise', expectedDays: 30 });
});

test('every step says what it waits for', async () => {
  const tenantId = newId();
  neighbours.fail(tenantId, 'invite-owner', 503);
  await newTenant(onboarding, 'growth', tenantId);
  const failing = await eventually(async () => {
    const invite = await step(tenantId, 'invite-owner');
    return invite.lastError !== null && invite;
  });
  expect(failing).toMatchObject({ status: 'open', waitingFor: expect.stringMatching(/^Waits for user-auth; try \d+/) });
  expect(Date.parse(failing.nextTryAt)).toBeGreaterThan(0);
  expect(await step(tenantId, 'owner-details')).toMatchObject({
    status: 'blocked',
    waitingFor: 'Waits for “Invite the owner”.',
  });
  expect((await step(tenantId, 'first-contact')).waitingFor).toMatch(/^Waits until customer-data-platform has one/);
  expect((await read(tenantId)).waitingFor).toContain('Invite the owner: Waits for user-auth');

  neighbours.fail(tenantId, 'invite-owner', undefined);
  await automaticDone(tenantId);
  expect((await step(tenantId, 'owner-details')).waitingFor).toMatch(/^Waits for a person: /);
  expect((await step(tenantId, 'invite-owner')).waitingFor).toBeNull();
});

test('the onboarding is completed once, when its last required step is done', async () => {
  const tenantId = await newTenant(onboarding);
  await automaticDone(tenantId);
  const client = await of(tenantId);
  const completed = await client.post('/v1/onboarding/steps/owner-details/complete', { note: 'Checked by phone.' });
  expect(completed).toMatchObject({ status: 200, body: { status: 'completed', waitingFor: null } });
  expect((await client.post('/v1/onboarding/steps/owner-details/complete')).status).toBe(409);
  await client.post('/v1/onboarding/steps/webhook-endpoint/skip', { reason: 'Not needed.' });
  const told = await saidOf(OnboardingCompleted, tenantId);
  expect(told).toHaveLength(1);
  expect(told[0]?.data).toMatchObject({ tenantId, skippedSteps: [] });
  expect((await read(tenantId)).history.map(({ text }: { text: string }) => text)).toContain(
    'The onboarding is completed.',
  );
});

test('a skip needs a reason and the consent of the plan, and counts for the completion', async () => {
  const tenantId = await newTenant(onboarding);
  await automaticDone(tenantId);
  const client = await of(tenantId);
  const skip = (key: string, body?: object) => client.post(`/v1/onboarding/steps/${key}/skip`, body);
  expect(await skip('owner-details')).toMatchObject({ status: 400, body: { errors: [{ field: 'reason' }, {}, {}] } });
  expect(await skip('start-trial', { reason: 'No.' })).toMatchObject({
    status: 409,
    body: { type: 'urn:crm:problem:step-not-skippable' },
  });
  expect((await skip('owner-details', { reason: 'Known customer.' })).body.status).toBe('completed');
  expect((await saidOf(OnboardingCompleted, tenantId))[0]?.data).toMatchObject({ skippedSteps: ['owner-details'] });
  expect(await step(tenantId, 'owner-details')).toMatchObject({ status: 'skipped', note: 'Known customer.' });
});

test('a probed step is done when there is something to see', async () => {
  const tenantId = await newTenant(onboarding);
  await eventually(() => neighbours.callsOf(tenantId, 'count-contacts').length >= 2);
  expect(await step(tenantId, 'first-contact')).toMatchObject({ status: 'open' });
  neighbours.setContacts(tenantId, 3);
  await eventually(async () => (await step(tenantId, 'first-contact')).status === 'done');
  expect(await step(tenantId, 'first-contact')).toMatchObject({ result: { count: 3 } });
});

test('refusals fail a step after some tries, and a retry begins anew', async () => {
  const tenantId = newId();
  neighbours.fail(tenantId, 'start-trial', 409);
  await newTenant(onboarding, 'growth', tenantId);
  await eventually(async () => (await step(tenantId, 'start-trial')).status === 'failed');
  expect(neighbours.callsOf(tenantId, 'start-trial')).toHaveLength(3);
  expect(await step(tenantId, 'start-trial')).toMatchObject({
    lastError: 'The command start-trial failed: status 409.',
    nextTryAt: null,
    waitingFor: expect.stringContaining('refused 3 times'),
  });
  const client = await of(tenantId);
  expect((await client.post('/v1/onboarding/steps/owner-details/retry')).status).toBe(409);
  neighbours.fail(tenantId, 'start-trial', undefined);
  expect((await client.post('/v1/onboarding/steps/start-trial/retry')).status).toBe(200);
  await eventually(async () => (await step(tenantId, 'start-trial')).status === 'done');
});

test('outages never fail a step', async () => {
  const tenantId = newId();
  neighbours.fail(tenantId, 'apply-default-policy', 500);
  await newTenant(onboarding, 'growth', tenantId);
  await eventually(() => neighbours.callsOf(tenantId, 'apply-default-policy').length > 5);
  expect((await step(tenantId, 'apply-default-policy')).status).toBe('open');
});

test('only what may be worked on can be completed, and only what was read last can be changed', async () => {
  const tenantId = newId();
  neighbours.fail(tenantId, 'invite-owner', 503);
  await newTenant(onboarding, 'growth', tenantId);
  const client = await of(tenantId);
  expect(await client.post('/v1/onboarding/steps/owner-details/complete')).toMatchObject({
    status: 409,
    body: { type: 'urn:crm:problem:step-not-open', detail: 'Waits for “Invite the owner”.' },
  });
  expect((await client.post('/v1/onboarding/steps/invite-owner/complete')).body.type).toBe(
    'urn:crm:problem:step-not-manual',
  );
  expect((await client.post('/v1/onboarding/steps/nothing/complete')).status).toBe(404);
  const stale = { headers: { 'if-match': '"99"' } };
  expect((await client.post('/v1/onboarding/steps/invite-owner/retry', undefined, stale)).status).toBe(412);
});

test('a tenant sees its own onboarding only, and each act needs its permission', async () => {
  const tenantId = await newTenant(onboarding);
  expect((await (await of(newId())).get('/v1/onboarding')).status).toBe(404);
  expect((await (await onboarding.anonymous()).get('/v1/onboarding')).status).toBe(401);
  const viewer = await onboarding.as(userOf(tenantId, 'viewer'));
  expect((await viewer.get('/v1/onboarding')).status).toBe(200);
  expect((await viewer.post('/v1/onboarding/steps/owner-details/complete')).status).toBe(403);
  const blind = await onboarding.as(userWith(tenantId, ['contacts:read']));
  expect((await blind.get('/v1/onboarding/history')).status).toBe(403);
  expect((await viewer.get('/v1/onboarding/all')).status).toBe(403);
  expect((await (await of(tenantId)).post('/v1/onboarding/abort', { reason: 'x' })).status).toBe(403);
});

test('operators see all onboardings, what each waits for, and how many have come how far', async () => {
  const tenantId = await newTenant(onboarding);
  await automaticDone(tenantId);
  const client = await onboarding.as(operator());
  const { body } = await client.get('/v1/onboarding/all?status=running&limit=200');
  expect(body.items.find((item: { tenantId: string }) => item.tenantId === tenantId)).toMatchObject({
    tenantName: 'Acme',
    settledSteps: ['invite-owner', 'start-trial', 'apply-default-policy'],
    waitingFor: expect.stringContaining('Waits for a person'),
  });
  const named = await client.get(`/v1/onboarding/all?tenantId=${tenantId}`);
  expect(named.body.items.map((item: { tenantId: string }) => item.tenantId)).toEqual([tenantId]);
  const { started, running, completed, aborting, aborted } = body.funnel;
  expect(started).toBe(running + completed + aborting + aborted);
  const settled = (key: string) => body.funnel.steps.find((line: { key: string }) => line.key === key).settled;
  expect(settled('invite-owner')).toBeGreaterThan(settled('owner-details'));
});

test('the same request with the same key acts once', async () => {
  const tenantId = await newTenant(onboarding);
  await automaticDone(tenantId);
  const client = await of(tenantId);
  const key = { headers: { 'idempotency-key': newId() } };
  const once = await client.post('/v1/onboarding/steps/owner-details/complete', {}, key);
  const again = await client.post('/v1/onboarding/steps/owner-details/complete', {}, key);
  expect(again).toMatchObject({ status: 200, body: once.body });
  expect(await saidOf(OnboardingCompleted, tenantId)).toHaveLength(1);
});
