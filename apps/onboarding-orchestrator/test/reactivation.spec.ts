import { OnboardingStarted, TenantCreated, TenantReactivated } from '@crm/events';
import { newId } from '@crm/platform';
import { bootService, eventually, type TestService, userOf } from '@crm/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { service } from '../src/service.js';
import { created, Neighbours, newTenant, quick } from './neighbours.js';

let onboarding: TestService;
const neighbours = new Neighbours();
const hour = 3_600_000;

beforeAll(async () => {
  onboarding = await bootService(service, { peers: neighbours.answers, env: quick });
});
afterAll(() => onboarding.stop());

const read = async (tenantId: string) => (await (await onboarding.as(userOf(tenantId))).get('/v1/onboarding')).body;
const dueAt = async (tenantId: string, key: string) =>
  Date.parse((await read(tenantId)).steps.find((step: { key: string }) => step.key === key).dueAt);

/** The suspension began when the onboarding did, and took so many hours. */
const reactivated = async (tenantId: string, revision: number, hours: number) => {
  const startedAt = Date.parse((await read(tenantId)).startedAt ?? new Date().toISOString());
  return onboarding.hear(TenantReactivated, {
    tenantId,
    reason: 'Paid.',
    revision,
    suspendedAt: new Date(startedAt).toISOString(),
    at: new Date(startedAt + hours * hour).toISOString(),
  });
};

const finish = async (tenantId: string) => {
  const client = await onboarding.as(userOf(tenantId));
  await eventually(async () => (await client.post('/v1/onboarding/steps/owner-details/complete')).status === 200);
  await eventually(async () => (await read(tenantId)).status === 'completed');
};

test('an unfinished onboarding goes on, with its due dates moved by the time of the suspension', async () => {
  const tenantId = await newTenant(onboarding);
  const before = { step: await dueAt(tenantId, 'owner-details'), all: Date.parse((await read(tenantId)).dueAt) };
  await reactivated(tenantId, 3, 48);
  expect(await dueAt(tenantId, 'owner-details')).toBe(before.step + 48 * hour);
  expect(Date.parse((await read(tenantId)).dueAt)).toBe(before.all + 48 * hour);
});

test('a suspension counts from the start of the onboarding, and an unknown one moves nothing', async () => {
  const tenantId = await newTenant(onboarding);
  const { startedAt, dueAt: before } = await read(tenantId);
  const lifted = { tenantId, reason: 'Paid.', at: new Date(Date.parse(startedAt) + hour).toISOString() };
  await onboarding.hear(TenantReactivated, { ...lifted, revision: 3 });
  expect((await read(tenantId)).dueAt).toBe(before);
  const suspendedAt = new Date(Date.parse(startedAt) - 100 * hour).toISOString();
  await onboarding.hear(TenantReactivated, { ...lifted, revision: 5, suspendedAt });
  expect(Date.parse((await read(tenantId)).dueAt)).toBe(Date.parse(before) + hour);
});

test('what had failed is tried again', async () => {
  const tenantId = newId();
  neighbours.fail(tenantId, 'start-trial', 403);
  await newTenant(onboarding, 'growth', tenantId);
  await eventually(async () => (await read(tenantId)).steps[1].status === 'failed');
  neighbours.fail(tenantId, 'start-trial', undefined);
  await reactivated(tenantId, 3, 1);
  await eventually(async () => (await read(tenantId)).steps[1].status === 'done');
});

test('an older reactivation changes nothing', async () => {
  const tenantId = await newTenant(onboarding);
  await reactivated(tenantId, 5, 1);
  const before = (await read(tenantId)).dueAt;
  await reactivated(tenantId, 3, 24);
  await reactivated(tenantId, 5, 24);
  expect((await read(tenantId)).dueAt).toBe(before);
});

test('nothing runs while it is not known that the tenant exists; then it starts as any other', async () => {
  const tenantId = newId();
  await onboarding.hear(TenantReactivated, { tenantId, reason: 'Paid.', revision: 3, at: new Date().toISOString() });
  expect((await (await onboarding.as(userOf(tenantId))).get('/v1/onboarding')).status).toBe(404);
  expect(neighbours.callsOf(tenantId)).toEqual([]);
  await onboarding.hear(TenantCreated, created(tenantId));
  await eventually(() => neighbours.callsOf(tenantId, 'invite-owner').length === 1);
  const told = (await onboarding.said(OnboardingStarted)).filter(({ tenantid }) => tenantid === tenantId);
  expect(told).toHaveLength(1);
  const before = (await read(tenantId)).dueAt;
  await reactivated(tenantId, 3, 24);
  expect((await read(tenantId)).dueAt).toBe(before);
});

test('a finished onboarding gets one short re-check, whose findings can be read', async () => {
  const tenantId = await newTenant(onboarding);
  const client = await onboarding.as(userOf(tenantId));
  await finish(tenantId);
  neighbours.setContacts(tenantId, 12);
  neighbours.fail(tenantId, 'count-endpoints', 503);
  const { dueAt: before } = await read(tenantId);
  await reactivated(tenantId, 3, 1);
  await eventually(async () => (await read(tenantId)).reCheck?.findings[0].count === 12);
  neighbours.fail(tenantId, 'count-endpoints', undefined);
  await eventually(async () => (await read(tenantId)).reCheck.status === 'finished');
  expect((await read(tenantId)).dueAt).toBe(before);
  const { body } = await client.get('/v1/onboarding/re-checks');
  expect(body.items).toHaveLength(1);
  expect(body.items[0]).toMatchObject({
    revision: 3,
    waitingFor: null,
    findings: [{ text: 'Contacts: 12.' }, { text: 'Webhook endpoints: none.' }],
  });
});
