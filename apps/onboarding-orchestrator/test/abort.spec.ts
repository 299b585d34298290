import { newId } from '@crm/platform';
import { bootService, eventually, operator, type TestService, userOf } from '@crm/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { service } from '../src/service.js';
import { Neighbours, newTenant, quick } from './neighbours.js';

let onboarding: TestService;
const neighbours = new Neighbours();

beforeAll(async () => {
  onboarding = await bootService(service, { peers: neighbours.answers, env: quick });
});
afterAll(() => onboarding.stop());

const read = async (tenantId: string) => (await (await onboarding.as(userOf(tenantId))).get('/v1/onboarding')).body;
const statuses = async (tenantId: string): Promise<Record<string, string>> =>
  Object.fromEntries(
    (await read(tenantId)).steps.map(({ key, status }: { key: string; status: string }) => [key, status]),
  );
const abort = async (tenantId: string) =>
  (await onboarding.as(operator(tenantId))).post('/v1/onboarding/abort', { reason: 'They changed their mind.' });
const aborted = (tenantId: string) => eventually(async () => (await read(tenantId)).status === 'aborted');
const undone = (tenantId: string) =>
  neighbours.callsOf(tenantId, 'withdraw-owner-invitation', 'cancel-trial').map(({ command }) => command);

/** The trial is started after the owner is invited, so that the order of undoing can be told. */
async function tenantInOrder(): Promise<string> {
  const tenantId = newId();
  neighbours.fail(tenantId, 'start-trial', 503);
  await newTenant(onboarding, 'growth', tenantId);
  await eventually(async () => (await statuses(tenantId))['invite-owner'] === 'done');
  neighbours.fail(tenantId, 'start-trial', undefined);
  await eventually(async () => (await statuses(tenantId))['start-trial'] === 'done');
  return tenantId;
}

test('an abort takes back what was done, latest first, and cancels the rest', async () => {
  const tenantId = await tenantInOrder();
  const invitationId = (await read(tenantId)).steps[0].result.invitationId;
  expect(await abort(tenantId)).toMatchObject({ status: 200, body: { status: 'aborting' } });
  await aborted(tenantId);
  expect(undone(tenantId)).toEqual(['cancel-trial', 'withdraw-owner-invitation']);
  expect(neighbours.callsOf(tenantId, 'withdraw-owner-invitation')[0]?.call.params).toEqual({ invitationId });
  expect(await statuses(tenantId)).toMatchObject({
    'invite-owner': 'undone',
    'start-trial': 'undone',
    'apply-default-policy': 'done',
    'owner-details': 'cancelled',
    'first-contact': 'cancelled',
  });
  expect(await read(tenantId)).toMatchObject({ abortReason: 'They changed their mind.', waitingFor: null });
  expect((await abort(tenantId)).status).toBe(409);
});

test('a step whose outcome is not known is repeated to learn what there is to take back', async () => {
  const tenantId = newId();
  neighbours.fail(tenantId, 'invite-owner', 503);
  await newTenant(onboarding, 'growth', tenantId);
  await eventually(() => neighbours.callsOf(tenantId, 'invite-owner').length > 0);
  await abort(tenantId);
  expect((await statuses(tenantId))['invite-owner']).toBe('undoing');
  neighbours.fail(tenantId, 'invite-owner', undefined);
  await aborted(tenantId);
  const [withdrawn] = neighbours.callsOf(tenantId, 'withdraw-owner-invitation');
  const learnt = neighbours.callsOf(tenantId, 'invite-owner').at(-1)?.answer as { invitationId: string };
  expect(withdrawn?.call.params['invitationId']).toBe(learnt.invitationId);
});

test('a step that was clearly refused has nothing to take back', async () => {
  const tenantId = newId();
  neighbours.fail(tenantId, 'start-trial', 409);
  await newTenant(onboarding, 'growth', tenantId);
  await eventually(async () => (await statuses(tenantId))['start-trial'] === 'failed');
  await abort(tenantId);
  await aborted(tenantId);
  expect(undone(tenantId)).toEqual(['withdraw-owner-invitation']);
  expect((await statuses(tenantId))['start-trial']).toBe('cancelled');
});

test('an undoing that is refused waits for an operator, who may leave the effect in place', async () => {
  const tenantId = await tenantInOrder();
  neighbours.fail(tenantId, 'cancel-trial', 409);
  await abort(tenantId);
  await eventually(async () => (await statuses(tenantId))['start-trial'] === 'undo-failed');
  expect((await read(tenantId)).waitingFor).toContain('Waits for an operator');
  expect(undone(tenantId)).not.toContain('withdraw-owner-invitation');

  const skip = '/v1/onboarding/steps/start-trial/skip';
  const owner = await onboarding.as(userOf(tenantId));
  expect((await owner.post(skip, { reason: 'Leave it.' })).status).toBe(403);
  const client = await onboarding.as(operator(tenantId));
  expect((await client.post(skip, { reason: 'The trial ends by itself.' })).status).toBe(200);
  await aborted(tenantId);
  expect(undone(tenantId).at(-1)).toBe('withdraw-owner-invitation');
});

test('a finished onboarding cannot be aborted, and an aborted one cannot be worked on', async () => {
  const tenantId = await tenantInOrder();
  const owner = await onboarding.as(userOf(tenantId));
  expect((await owner.post('/v1/onboarding/steps/owner-details/complete')).status).toBe(200);
  await eventually(async () => (await read(tenantId)).status === 'completed');
  expect(await abort(tenantId)).toMatchObject({ status: 409, body: { type: 'urn:crm:problem:onboarding-over' } });

  const other = await newTenant(onboarding);
  await abort(other);
  await aborted(other);
  const client = await onboarding.as(userOf(other));
  expect((await client.post('/v1/onboarding/steps/owner-details/complete')).status).toBe(409);
  expect((await (await onboarding.as(operator())).post('/v1/onboarding/abort', { reason: 'x' })).status).toBe(403);
});
