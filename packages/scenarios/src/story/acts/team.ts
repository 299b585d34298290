import { NotificationBounced, PermissionPolicyChanged, UserDeactivated, UserRoleChanged } from '@crm/events';
import { eventually } from '../../platform/eventually.js';
import type { Person } from '../../platform/platform.js';
import type { Cast } from '../cast.js';
import { inFeed, toldOf } from '../reading.js';
import type { Story } from '../story.js';

/** People come, get other roles and leave; a mail does not arrive; the policy is edited. */
export async function team(story: Story, { tenant }: Pick<Cast, 'tenant'>): Promise<Pick<Cast, 'admin' | 'leaver'>> {
  const owner = tenant.owner.session;
  story.chapter('The team arrives');
  const admin = await story.platform.join(tenant, 'Anna Admin', 'admin');
  const leaver = await story.platform.join(tenant, 'Max Member', 'member');
  story.tell('Anna and Max have accepted their invitations.');

  await bouncedMail(story, tenant);
  await changedRole(story, tenant, leaver);
  await editedPolicy(story, tenant, admin);

  story.chapter('Max leaves');
  await owner.post(`/v1/users/${leaver.userId}/deactivate`, { reason: 'He has left the company.' });
  await story.see(
    UserDeactivated,
    'access-control',
    'every check denies, and the review page lists what he held',
    async () => {
      const decision = await owner.post('/v1/decisions', { subjectId: leaver.userId, permission: 'contacts:read' });
      const review = await owner.get(`/v1/subjects/${leaver.userId}`);
      return decision.reason === 'subject-deactivated' && review.holds.length === 0 && review.held.length > 0;
    },
  );
  await story.see(UserDeactivated, 'audit-trail', 'his timeline is frozen', async () => {
    const timeline = await owner.get(`/v1/audit/timelines/user/${leaver.userId}`);
    return timeline.frozenAt !== null;
  });
  await story.see(
    UserDeactivated,
    'tenant-admin-portal',
    'what he had not read is handed to the remaining administrators',
    async () =>
      (await inFeed(owner, UserDeactivated)) &&
      (await toldOf(owner, (notice) => notice.handedOverFrom === leaver.userId)) &&
      (await toldOf(admin.session, (notice) => notice.handedOverFrom === leaver.userId)),
  );
  await story.see(UserDeactivated, 'customer-health', 'the seat component is recomputed', async () => {
    const card = await owner.get('/v1/health/score');
    const seats = card.breakdown.find((line: { component: string }) => line.component === 'seats');
    return seats.points < seats.weight;
  });
  return { admin, leaver };
}

async function bouncedMail(story: Story, tenant: Cast['tenant']): Promise<void> {
  const owner = tenant.owner.session;
  story.chapter('A mail does not arrive');
  const address = `bounce.bob@${tenant.slug}.example`;
  const contact = await owner.post('/v1/contacts', { givenName: 'Bob', familyName: 'Bounce', emails: [{ address }] });
  await owner.post('/v1/invitations', { email: address, name: 'Bob Bounce', role: 'viewer' });
  await story.see(NotificationBounced, 'customer-data-platform', 'exactly the failed address is marked', async () => {
    const { emails } = await owner.get(`/v1/contacts/${contact.id}`);
    return emails.find((email: { address: string }) => email.address === address)?.status === 'bounced';
  });
  await story.see(NotificationBounced, 'customer-health', 'the reachability component falls', async () => {
    const card = await owner.get('/v1/health/score');
    const line = card.breakdown.find((one: { component: string }) => one.component === 'reachability');
    return line.points < line.weight;
  });
  await story.see(
    NotificationBounced,
    'audit-trail',
    'an entry that counts towards the reputation of the sender',
    async () => {
      const entries = await owner.get(`/v1/audit/entries?type=${NotificationBounced.type}`);
      return entries.items.length === 1;
    },
  );
}

async function changedRole(story: Story, tenant: Cast['tenant'], { userId, session }: Person): Promise<void> {
  const owner = tenant.owner.session;
  story.chapter('Max becomes an administrator');
  await owner.patch(`/v1/users/${userId}/role`, { role: 'admin' });
  await story.see(UserRoleChanged, 'access-control', 'the next check obeys the new role', async () => {
    const decision = await owner.post('/v1/decisions', { subjectId: userId, permission: 'users:invite' });
    return decision.allowed;
  });
  await story.see(UserRoleChanged, 'audit-trail', 'an entry says who was raised, and by whom', async () => {
    const entries = await owner.get(`/v1/audit/entries?type=${UserRoleChanged.type}`);
    return entries.items.some((entry: { target: { id: string } }) => entry.target.id === userId);
  });
  await story.see(
    UserRoleChanged,
    'tenant-admin-portal',
    'he is told the old role, the new one, and by whom',
    async () => {
      const told = await toldOf(session, (notice) => notice.title === 'Your role is now admin');
      return told?.text === 'It was member before. Changed by Olivia Owner.' && inFeed(owner, UserRoleChanged);
    },
  );
}

async function editedPolicy(story: Story, tenant: Cast['tenant'], admin: Cast['admin']): Promise<void> {
  const owner = tenant.owner.session;
  story.chapter('The policy is edited');
  const before = await owner.get('/v1/sessions/policy');
  const created = await owner.post('/v1/roles', { key: 'support', name: 'Support', permissions: ['contacts:read'] });
  await owner.patch(
    '/v1/roles/support',
    { permissions: ['contacts:read', 'contacts:export'] },
    { 'if-match': `"${created.version}"` },
  );
  await story.see(
    PermissionPolicyChanged,
    'user-auth',
    'tokens of the older policy are stale; the next refresh carries the new one',
    async () => {
      const policy = await owner.get('/v1/sessions/policy');
      return policy.policyRevision > (before.policyRevision ?? 0);
    },
  );
  await story.see(PermissionPolicyChanged, 'audit-trail', 'the diff is kept with the entry', async () => {
    const entries = await owner.get(`/v1/audit/entries?type=${PermissionPolicyChanged.type}`);
    return entries.items.some((entry: { detail: unknown }) => JSON.stringify(entry.detail).includes('contacts:export'));
  });
  await story.see(
    PermissionPolicyChanged,
    'tenant-admin-portal',
    'the administrators are told what changed',
    async () => {
      const told = await toldOf(admin.session, (notice) => notice.title === 'A role was changed: support');
      return told?.text.includes('contacts:export') && inFeed(admin.session, PermissionPolicyChanged);
    },
  );
  await eventually(async () => (await owner.get('/v1/roles/support')).permissions.length === 2);
}
