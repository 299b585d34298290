import { AuditAlertTriggered } from '@crm/events';
import type { Cast } from '../cast.js';
import { shortTypeOf, toldOf } from '../reading.js';
import type { Story } from '../story.js';

/** More invitations than the rule of the audit trail allows to one actor within ten minutes. */
const invitations = 14;

/** An administrator behaves strangely, and is contained. */
export async function alert(
  story: Story,
  { tenant, admin, goodEndpointId }: Pick<Cast, 'tenant' | 'admin' | 'goodEndpointId'>,
): Promise<void> {
  const owner = tenant.owner.session;
  story.chapter('Anna sends too many invitations');
  const hers = await admin.session.post('/v1/workflows', {
    name: "Anna's workflow",
    trigger: { event: 'contact.created' },
    condition: { field: 'company', op: 'eq', value: 'Nobody' },
    steps: [{ kind: 'set', fields: { jobTitle: 'Never' } }],
  });
  await admin.session.post(`/v1/workflows/${hers.id}/activate`);
  for (let n = 1; n <= invitations; n += 1) {
    await admin.session.post('/v1/invitations', {
      email: `guest${n}@${tenant.slug}.example`,
      name: `Guest ${n}`,
      role: 'viewer',
    });
  }
  await story.see(
    AuditAlertTriggered,
    'access-control',
    'she is contained: no export, delete or role change for an hour',
    async () => {
      const decision = await owner.post('/v1/decisions', { subjectId: admin.userId, permission: 'contacts:export' });
      return decision.reason === 'contained';
    },
  );
  await story.see(AuditAlertTriggered, 'tenant-admin-portal', 'an urgent notice that must be acknowledged', () =>
    toldOf(owner, (notice) => notice.severity === 'urgent' && notice.mustAcknowledge),
  );
  await story.see(AuditAlertTriggered, 'workflow-engine', 'her workflows are paused', async () => {
    const workflow = await owner.get(`/v1/workflows/${hers.id}`);
    return workflow.status === 'paused';
  });
  await story.see(AuditAlertTriggered, 'integration-gateway', 'one signed message for the endpoint', async () => {
    const messages = await owner.get(
      `/v1/webhook-messages?endpointId=${goodEndpointId}&type=${shortTypeOf(AuditAlertTriggered)}`,
    );
    return messages.items.length === 1;
  });
}
