import { eventually, type Platform } from '@crm/scenarios';
import { type AlertedTenant, alertedTenant } from '../scenarios/harness/alerted-tenant.ts';
import { poison } from '../scenarios/harness/poison.ts';

/** A tenant of its own for what a story does not leave behind: news, a likely pair, a request, invoices, dead letters. */
export async function setTheStage(platform: Platform): Promise<AlertedTenant> {
  const tenant = await alertedTenant(platform, 'Pictures');
  const { session } = tenant.owner;
  const common = { givenName: 'Petra', familyName: 'Zwilling', phones: [{ number: '+49 30 5550123' }] };
  for (const jobTitle of ['Buyer', 'Boss']) await session.post('/v1/contacts', { ...common, jobTitle });
  const mia = await platform.join(tenant, 'Mia', 'viewer');
  await mia.session.post('/v1/access-requests', { role: 'member', reason: 'I look after imports.' });
  await eventually(async () => (await session.get('/v1/duplicates')).items.length > 0);
  await eventually(async () => (await session.get('/v1/subscription')).status === 'trialing');
  await session.post('/v1/subscription/activate', { plan: 'growth' });
  await session.post('/v1/subscription/change-plan', { plan: 'enterprise' });
  const { managementUrl } = platform.at;
  if (managementUrl === undefined) return tenant;
  for (const name of [17, 18, true]) await poison(managementUrl, tenant.id, name);
  const operator = await platform.operator();
  const letters = '/v1/operations/analytics-pipeline/dead-letters';
  await eventually(async () => (await operator.get(letters)).items.length >= 3);
  return tenant;
}
