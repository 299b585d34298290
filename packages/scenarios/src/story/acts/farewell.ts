import { TenantDeactivated } from '@crm/events';
import type { Story } from '../story.js';

/** Another customer leaves for good, and its books are closed. */
export async function farewell(story: Story): Promise<void> {
  const { platform } = story;
  story.chapter('Another customer leaves');
  const tenant = await platform.newTenant('Borealis');
  const operator = (await platform.operator()).for(tenant.id);
  await tenant.owner.session.post('/v1/webhook-endpoints', { url: await platform.outside.hook(tenant.slug) });
  await operator.post('/v1/subscription/activate', {});
  await operator.post(`/v1/tenants/${tenant.id}/deactivate`, { reason: 'They chose to leave.' });
  await story.see(
    TenantDeactivated,
    'billing-worker',
    'subscription ended, final invoice and credit note written',
    async () => {
      const subscription = await operator.get('/v1/subscription');
      const invoices = await operator.get('/v1/invoices');
      return (
        subscription.status === 'ended' &&
        invoices.items.some((invoice: { kind: string }) => invoice.kind === 'credit-note')
      );
    },
  );
  await story.see(TenantDeactivated, 'access-control', 'deny for everyone, owners included', async () => {
    const { permissions, withheld } = await operator.get(`/v1/subjects/${tenant.owner.userId}/permissions`);
    return permissions.length === 0 && withheld.some((one: { reason: string }) => one.reason === 'tenant-deactivated');
  });
  await story.see(
    TenantDeactivated,
    'integration-gateway',
    'endpoints are switched off, secrets destroyed',
    async () => {
      const settings = await operator.get('/v1/delivery-settings');
      const endpoints = await operator.get('/v1/webhook-endpoints');
      return (
        settings.status === 'closed' &&
        endpoints.items.length === 1 &&
        endpoints.items.every((endpoint: { status: string }) => endpoint.status === 'disabled')
      );
    },
  );
  await story.see(TenantDeactivated, 'customer-health', 'the final score and the outcome are kept', async () => {
    const card = await operator.get('/v1/health/score');
    return card.status === 'churned';
  });
  await story.see(TenantDeactivated, 'audit-trail', 'the log is sealed, and proves itself unbroken', async () => {
    const log = await operator.get('/v1/audit/log');
    const proof = await operator.get('/v1/audit/verify');
    return log.status === 'sealed' && proof.ok;
  });
  await story.see(TenantDeactivated, 'analytics-pipeline', 'churn closes the funnel', async () => {
    const funnel = await operator.get('/v1/analytics/funnel');
    return typeof funnel.churnedAt === 'string';
  });
}
