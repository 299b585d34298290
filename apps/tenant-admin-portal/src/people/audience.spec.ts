import type { TenantUser } from '@crm/events';
import { expect, test } from 'vitest';
import { type Audience, audienceOfActor, nameOfActor, peopleOf } from './audience.js';

const user = (userId: string, role: string, status: TenantUser['status'] = 'active'): TenantUser => ({
  userId,
  role,
  status,
  name: `Name ${userId}`,
  email: `${userId}@acme.example`,
});

const users = [user('o', 'owner'), user('a', 'admin'), user('i', 'admin', 'invited'), user('m', 'member')];
const who = (audience: Audience, people = users, departed: string[] = []): string =>
  peopleOf(audience, people, new Set(departed))
    .map(({ userId }) => userId)
    .join('');

test('admins and owners are those who have signed up', () => {
  expect(who({ kind: 'admins' })).toBe('oa');
  expect(who({ kind: 'owners' })).toBe('o');
});

test('before anybody has signed up, those who are invited are told', () => {
  expect(who({ kind: 'admins' }, [user('i', 'admin', 'invited')])).toBe('i');
  expect(who({ kind: 'owners' }, [user('a', 'admin')])).toBe('a');
  expect(who({ kind: 'owners' }, [user('m', 'member')])).toBe('');
});

test('for a user who has gone the admins are told', () => {
  expect(who({ kind: 'users', userIds: ['m'] })).toBe('m');
  expect(who({ kind: 'users', userIds: ['m'] }, users, ['m'])).toBe('oa');
  expect(who({ kind: 'users', userIds: ['x'] }, [...users, user('x', 'owner', 'deactivated')])).toBe('oa');
  expect(who({ kind: 'admins' }, users, ['o'])).toBe('a');
});

test('of those affected only admins are told, and all admins where none of them is one', () => {
  expect(who({ kind: 'admins-among', userIds: ['a', 'm'] })).toBe('a');
  expect(who({ kind: 'admins-among', userIds: ['m'] })).toBe('oa');
});

test('an actor that is no user stands for the admins', () => {
  expect(audienceOfActor('user:m')).toEqual({ kind: 'users', userIds: ['m'] });
  expect(audienceOfActor('operator:m')).toEqual({ kind: 'admins' });
  expect(nameOfActor('user:m', users)).toBe('Name m');
  expect(nameOfActor('user:z', users)).toBe('a former user');
});
