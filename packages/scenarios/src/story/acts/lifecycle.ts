import { HealthScoreChanged, TenantReactivated, TenantSuspended } from '@crm/events';
import { eventually } from '../../platform/eventually.js';
import type { Cast } from '../cast.js';
import { shortTypeOf, toldOf } from '../reading.js';
import type { Story } from '../story.js';

/** The tenant is suspended and comes back. */
export async function suspendAndReactivate(story: Story, cast: Pick<Cast, 'tenant' | 'goodEndpointId'>): Promise<void> {
  const { tenant, goodEndpointId } = cast;
  const operator = (await story.platform.operator()).for(tenant.id);
  const rescue = await operator.post('/v1/workflows', {
    name: 'Rescue',
    trigger: { event: 'health-score.changed', direction: 'down' },
    steps: [{ kind: 'call', action: 'notify', title: 'Call them', text: 'Their health has dropped.' }],
  });
  await operator.post(`/v1/workflows/${rescue.id}/activate`);

  story.chapter('The tenant is suspended');
  const reason = 'The invoice is overdue.';
  await operator.post(`/v1/tenants/${tenant.id}/suspend`, { reason });
  await story.see(
    TenantSuspended,
    'access-control',
    'an overlay allows only own data, export, billing and support',
    async () => {
      const decision = await operator.post('/v1/decisions', {
        subjectId: tenant.owner.userId,
        permission: 'contacts:write',
      });
      return decision.reason === 'tenant-suspended';
    },
  );
  await story.see(
    TenantSuspended,
    'tenant-admin-portal',
    'a banner with the reason, a mail to the owners',
    async () => {
      const home = await operator.get('/v1/home');
      const mail = await story.platform.outside.mailTo(tenant.owner.email, 'suspended');
      return home.banner?.reason === reason && mail.text.includes(reason);
    },
  );
  await story.see(TenantSuspended, 'integration-gateway', 'deliveries are held, not dropped', async () => {
    const settings = await operator.get('/v1/delivery-settings');
    return settings.status === 'held' && settings.heldReason === reason;
  });
  await story.see(TenantSuspended, 'customer-health', 'the score is capped to critical, with the reason', async () => {
    const card = await operator.get('/v1/health/score');
    return card.band === 'critical' && card.suspendedReason === reason;
  });
  await story.see(TenantSuspended, 'audit-trail', 'a checkpoint proves the state of that moment', async () => {
    const checkpoints = await operator.get('/v1/audit/checkpoints');
    return checkpoints.items.some((one: { cause: string }) => one.cause === 'suspended');
  });

  story.chapter('Its health has dropped a band');
  await story.see(
    HealthScoreChanged,
    'customer-data-platform',
    "the account's health traits and its timeline",
    async () => {
      const account = await operator.get('/v1/account');
      const noted = (entry: { summary: string }): boolean => /^Health went from .* to critical/.test(entry.summary);
      return account.health?.band === 'critical' && account.timeline.some(noted);
    },
  );
  await story.see(HealthScoreChanged, 'workflow-engine', 'the rescue workflow has started', async () => {
    const runs = await operator.get(`/v1/workflow-runs?workflowId=${rescue.id}`);
    return runs.items.length === 1;
  });
  await story.see(HealthScoreChanged, 'integration-gateway', 'a message waits for the release', async () => {
    const query = `endpointId=${goodEndpointId}&type=${shortTypeOf(HealthScoreChanged)}`;
    const messages = await operator.get(`/v1/webhook-messages?${query}`);
    return messages.items.length > 0;
  });

  story.chapter('The tenant is back');
  await operator.post(`/v1/tenants/${tenant.id}/reactivate`, { reason: 'The invoice was paid.' });
  await story.see(TenantReactivated, 'access-control', 'permissions are exactly what they were', async () => {
    const decision = await operator.post('/v1/decisions', {
      subjectId: tenant.owner.userId,
      permission: 'contacts:write',
    });
    return decision.allowed;
  });
  await story.see(TenantReactivated, 'tenant-admin-portal', 'the banner is gone, the owners are told', async () => {
    const home = await operator.get('/v1/home');
    return home.banner === null && (await story.platform.outside.mailTo(tenant.owner.email, 'active again'));
  });
  await story.see(TenantReactivated, 'integration-gateway', 'held deliveries are released, in order', async () => {
    const settings = await operator.get('/v1/delivery-settings');
    return settings.status === 'active' && settings.heldMessages === 0;
  });
  await story.see(TenantReactivated, 'customer-health', 'the cap is lifted, and the score ramps', async () => {
    const card = await operator.get('/v1/health/score');
    return card.suspendedReason === null && card.score > 20 && card.score < 60;
  });
  await story.see(
    TenantReactivated,
    'onboarding-orchestrator',
    'the finished onboarding gets a short re-check',
    async () => {
      const reChecks = await operator.get('/v1/onboarding/re-checks');
      return reChecks.items.length === 1;
    },
  );
  await story.see(
    HealthScoreChanged,
    'tenant-admin-portal',
    'the administrators are told the two strongest reasons',
    async () => {
      const told = await toldOf(tenant.owner.session, ({ title }) =>
        title.startsWith('Your health score has dropped to critical'),
      );
      return told && told.text.split('\n').length === 2;
    },
  );
  await eventually(async () => (await tenant.owner.session.ask('GET', '/v1/contacts?limit=1')).status === 200);
}
