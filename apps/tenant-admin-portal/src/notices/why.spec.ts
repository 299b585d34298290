import { expect, test } from 'vitest';
import { whyHandedOver, whyTold } from './why.js';

const [admin, owner, member] = ['admin', 'owner', 'member'].map((role) => ({ userId: role, role })) as [
  Reader,
  Reader,
  Reader,
];
type Reader = { userId: string; role: string };

test('why somebody is told is said by role, by affection, and by who has gone', () => {
  expect(whyTold({ kind: 'admins' }, 'webhooks', admin)).toBe(
    'You have the role admin, and admins are notified of failed webhooks (topic webhooks in your preferences).',
  );
  expect(whyTold({ kind: 'owners' }, 'account', owner)).toMatch(/^You have the role owner, and owners are notified of/);
  expect(whyTold({ kind: 'owners' }, 'account', admin)).toContain('while no owner has signed up');
  expect(whyTold({ kind: 'users', userIds: ['member'] }, 'contacts', member)).toMatch(/^It concerns you/);
  expect(whyTold({ kind: 'users', userIds: ['gone'] }, 'contacts', admin)).toMatch(
    /^The person concerned was deactivated/,
  );
  expect(whyTold({ kind: 'admins-among', userIds: ['admin'] }, 'security', admin)).toContain('are affected yourself');
  expect(whyTold({ kind: 'admins-among', userIds: ['member'] }, 'security', admin)).toContain('no admin is affected');
  expect(whyHandedOver('imports', admin)).toContain('left unread by someone who was deactivated');
});
