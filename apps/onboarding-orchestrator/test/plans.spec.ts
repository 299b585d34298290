import { bootService, operator, type TestService, userOf } from '@crm/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { service } from '../src/service.js';
import { Neighbours, newTenant, quick } from './neighbours.js';

let onboarding: TestService;

beforeAll(async () => {
  onboarding = await bootService(service, { peers: new Neighbours().answers, env: quick });
});
afterAll(() => onboarding.stop());

const greet = {
  key: 'greet',
  title: 'Say hello',
  kind: 'manual',
  required: true,
  skippable: true,
  dueDays: 1,
  after: [],
};
const plan = (steps: object[], name = 'enterprise') => ({ name, title: 'Short', expectedDays: 2, steps });
const read = async (tenantId: string) => (await (await onboarding.as(userOf(tenantId))).get('/v1/onboarding')).body;

test('a new version counts for onboardings that start later; those that run keep theirs', async () => {
  const before = await newTenant(onboarding, 'enterprise');
  const client = await onboarding.as(operator());
  const added = await client.post('/v1/onboarding-plans', plan([greet]));
  expect(added).toMatchObject({ status: 201, body: { name: 'enterprise', version: 2 } });
  const after = await newTenant(onboarding, 'enterprise');
  expect(await read(before)).toMatchObject({ planVersion: 1 });
  expect(await read(after)).toMatchObject({ planVersion: 2, steps: [{ key: 'greet' }] });
  const { body } = await client.get('/v1/onboarding-plans?name=enterprise');
  expect(body.items.map(({ version }: { version: number }) => version)).toEqual([2, 1]);
  expect((await client.get(`/v1/onboarding-plans/${added.body.id}`)).body).toMatchObject({ version: 2 });
});

test('two versions at once get two numbers', async () => {
  const client = await onboarding.as(operator());
  const both = await Promise.all([1, 2].map(() => client.post('/v1/onboarding-plans', plan([greet], 'standard'))));
  expect(both.map(({ status }) => status)).toEqual([201, 201]);
  expect(new Set(both.map(({ body }) => body.version)).size).toBe(2);
});

test.each([
  ['a step that waits for itself', [{ ...greet, after: ['greet'] }], 'acyclic'],
  ['a step that waits for none that exists', [{ ...greet, after: ['nothing'] }], 'known'],
  ['the same key twice', [greet, greet], 'unique'],
  ['an automatic step without a task', [{ ...greet, kind: 'automatic' }], 'task'],
  ['a manual step with a task', [{ ...greet, task: 'invite-owner' }], 'task'],
  ['no required step', [{ ...greet, required: false }], 'required'],
  ['an unknown field', [{ ...greet, colour: 'red' }], 'unknownField'],
  ['no steps', [], 'arrayMinSize'],
])('a plan with %s is refused', async (_, steps, rule) => {
  const client = await onboarding.as(operator());
  const { status, body } = await client.post('/v1/onboarding-plans', plan(steps));
  expect(status).toBe(400);
  expect(body.errors.map((error: { rule: string }) => error.rule)).toContain(rule);
});

test('only operators write plans', async () => {
  const client = await onboarding.as(userOf('019a0000-0000-7000-8000-000000000001'));
  expect((await client.post('/v1/onboarding-plans', plan([greet]))).status).toBe(403);
  expect((await client.get('/v1/onboarding-plans')).status).toBe(200);
});
