import {
  type DataOf,
  type EventClass,
  TenantDeactivated,
  TenantReactivated,
  TenantSuspended,
  UserDeactivated,
  UserInvited,
  UserRoleChanged,
} from '@crm/events';
import { newId } from '@crm/platform';
import { userOf } from '@crm/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AccessWorld, at } from './access.js';

let access: AccessWorld;
beforeAll(async () => {
  access = await AccessWorld.open();
});
afterAll(() => access.stop());

function orders<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((first, index) => orders(items.toSpliced(index, 1)).map((rest) => [first, ...rest]));
}

interface Told {
  readonly event: EventClass;
  readonly data: DataOf<EventClass>;
  readonly time: string;
}
const told = <E extends EventClass>(event: E, data: DataOf<E>, time: string): Told => ({ event, data, time });
const by = `user:${newId()}`;

/** The life of a user: invited, given two other roles, deactivated. */
function lifeOf(tenantId: string, userId: string): Told[] {
  const email = 'bob@acme.example';
  const user = { tenantId, userId, email };
  const invitation = { invitationId: tenantId, name: 'Bob', role: 'viewer', invitedBy: by, expiresAt: moment(99) };
  const change = (oldRole: string, newRole: string, revision: number) =>
    told(UserRoleChanged, { ...user, oldRole, newRole, changedBy: by, revision }, moment(revision));
  const end = { role: 'admin', deactivatedBy: by, lastAdmin: false, at: moment(3) };
  return [
    told(UserInvited, { ...user, ...invitation }, moment(0)),
    change('viewer', 'member', 1),
    change('member', 'admin', 2),
    told(UserDeactivated, { ...user, ...end }, moment(3)),
  ];
}

const begin = Date.now() - 3_600_000;
const moment = (minute: number): string => new Date(begin + minute * 60_000).toISOString();

/** Hears each event as if nothing ordered them: every one under a key of its own, and the first one twice. */
async function hearAll(events: readonly Told[]): Promise<void> {
  for (const { event, data, time } of [...events, ...events.slice(0, 1)]) {
    await access.service.hear(event, data, { time, partitionkey: newId() });
  }
}

test('a user`s events end in the same state in every order', async () => {
  const tenantId = newId();
  const outcomes = new Set<string>();
  for (const events of orders([0, 1, 2, 3])) {
    const userId = newId();
    const life = lifeOf(tenantId, userId);
    await hearAll(events.map((index) => life[index] as Told));
    const { id: _id, held, ...rest } = await access.review(tenantId, userId);
    const past = held.map(({ id: _binding, subjectId: _subject, ...binding }: Record<string, unknown>) => binding);
    outcomes.add(JSON.stringify({ ...rest, held: past }));
  }
  expect([...outcomes].map((outcome) => JSON.parse(outcome))).toMatchObject([
    {
      status: 'deactivated',
      holds: [],
      held: [
        { role: 'admin', revision: 3, endedAt: moment(3), endedBecause: 'user-deactivated' },
        { role: 'member', revision: 2, endedAt: moment(2), endedBecause: 'role-changed' },
        { role: 'viewer', revision: 1, endedAt: moment(1), endedBecause: 'role-changed' },
      ],
    },
  ]);
});

test('a tenant`s events end in the same overlays in every order', async () => {
  const outcomes = new Set<string>();
  for (const events of orders([0, 1, 2])) {
    const tenantId = newId();
    const change = { tenantId, reason: 'Because.' };
    const life = [
      told(TenantSuspended, { ...change, revision: 2, at: moment(2) }, moment(2)),
      told(TenantReactivated, { ...change, revision: 3, at: moment(3) }, moment(3)),
      told(TenantDeactivated, { ...change, revision: 4, at: moment(4) }, moment(4)),
    ];
    await hearAll(events.map((index) => life[index] as Told));
    const client = await access.service.as(userOf(tenantId));
    outcomes.add(JSON.stringify((await client.get('/v1/overlays')).body.items));
  }
  expect([...outcomes].map((outcome) => JSON.parse(outcome))).toMatchObject([
    [
      { kind: 'deactivation', since: moment(4), until: null, inForce: true },
      { kind: 'suspension', since: moment(2), until: moment(3), inForce: false },
    ],
  ]);
});

test('bindings and containments are found by their state', async () => {
  const tenantId = newId();
  const userId = await access.user(tenantId, 'viewer');
  await access.changeRole(tenantId, userId, 'viewer', 'member', 1);
  await access.alert(tenantId, `user:${userId}`, 'critical', { time: at() });
  const owner = await access.service.as(userOf(tenantId));
  const roles = async (query: string) =>
    (await owner.get(`/v1/bindings?${query}`)).body.items.map(({ role }: { role: string }) => role);
  expect(await roles('status=ended')).toEqual(['viewer']);
  expect(await roles(`subjectId=${userId}&status=active`)).toEqual(['member']);
  expect(await roles('role=admin')).toEqual([]);
  const contained = async (query: string) => (await owner.get(`/v1/containments?${query}`)).body.items.length;
  expect(await contained(`status=active&subjectId=${userId}`)).toBe(1);
  expect(await contained('status=lifted')).toBe(0);
  expect((await owner.get('/v1/containments?status=gone')).status).toBe(400);
  const [{ id }] = (await owner.get('/v1/containments')).body.items;
  expect((await owner.get(`/v1/containments/${id}`)).body).toMatchObject({ subjectId: userId });
  expect((await owner.post(`/v1/containments/${id}/lift`)).body).toMatchObject({ status: 'lifted', note: null });
});
