import { randomBytes } from 'node:crypto';
import { eventually } from '../platform/eventually.js';
import { ask } from '../platform/http.js';
import { type Platform, uniqueSlug } from '../platform/platform.js';
import type { Session } from '../platform/session.js';

export interface ToldTenant {
  readonly tenantId: string;
  /** Passwords, tokens and secrets that were used on the way: none of them may ever be told. */
  readonly canaries: readonly string[];
}

/**
 * A tenant in whose short life each of the thirty-six service events happens exactly once, all of it by requests at the
 * gateway. `flowIsAsked` is called each time that a flow waits for its orchestrator.
 */
export async function tellEveryName(
  platform: Platform,
  flowIsAsked: (flowId: string) => Promise<void> = async () => undefined,
): Promise<ToldTenant> {
  const operator = await platform.operator();
  const slug = uniqueSlug('told');
  const email = `owner@${slug}.example`;
  const owner = { email, name: 'Tola Told' };
  const tenant = await operator.post('/v1/tenants', { name: 'Told', slug, plan: 'growth', owner, timeZone: 'UTC' });
  const inside = operator.for(tenant.id);
  await operator.patch(`/v1/tenants/${tenant.id}`, { name: 'Told again' });

  const person = await platform.acceptInvitation(email, tenant.id);
  const wrong = `wrong ${randomBytes(9).toString('hex')}`;
  await ask(platform.at.gatewayUrl, 'POST', '/v1/auth/sign-in', { body: { email, password: wrong } });
  await person.session.refresh();

  await rolesAndPermissions(inside);
  const secrets = await secretsAndClients(inside);
  await domainsAndSchemas(inside);
  await flows(inside, flowIsAsked);

  await inside.patch(`/v1/users/${person.userId}/role`, { role: 'admin' });
  await inside.post(`/v1/users/${person.userId}/deactivate`, { reason: 'The story is over.' });
  await inside.delete(`/v1/users/${person.userId}`);
  await operator.post(`/v1/tenants/${tenant.id}/deactivate`, { reason: 'The story is over.' });
  return { tenantId: tenant.id, canaries: [person.password, wrong, person.session.accessToken, ...secrets] };
}

async function rolesAndPermissions(session: Session): Promise<void> {
  const permission = 'reports:run';
  await session.post('/v1/permissions', { permission, description: 'Runs reports.' });
  await session.patch(`/v1/permissions/${permission}`, { description: 'Runs the reports.' });
  const role = await session.post('/v1/roles', { key: 'teller', name: 'Teller', permissions: ['contacts:read'] });
  await session.patch(`/v1/roles/${role.key}`, { name: 'Chief teller' });
  await session.delete(`/v1/roles/${role.key}`);
  await session.delete(`/v1/permissions/${permission}`);
}

/** Answers what must never be told. */
async function secretsAndClients(session: Session): Promise<string[]> {
  const [clientSecret, key] = [randomBytes(12).toString('hex'), randomBytes(12).toString('hex')];
  const client = await session.post('/v1/auth-clients', {
    name: 'Warehouse',
    type: 'oauth2',
    tokenUrl: 'https://login.example.com/token',
    clientId: 'warehouse',
    clientSecret,
    authMethod: 'basic',
  });
  const secret = await session.post('/v1/secrets', { name: 'Warehouse key', type: 'api-key', value: { key } });
  await session.get(`/v1/secrets/${secret.id}?raw=true`);
  await session.delete(`/v1/secrets/${secret.id}`);
  await session.delete(`/v1/auth-clients/${client.id}`);
  return [clientSecret, key];
}

async function domainsAndSchemas(session: Session): Promise<void> {
  const domain = await session.post('/v1/domains', { name: 'Addresses' });
  await session.patch(`/v1/domains/${domain.id}`, { name: 'Postal addresses' });
  const schemas = `/v1/domains/${domain.id}/schemas`;
  const value = { type: 'object', properties: { city: { type: 'string' } } };
  const schema = await session.post(schemas, { name: 'Address', value });
  await session.put(`${schemas}/${schema.id}`, { name: 'Address', value: { ...value, required: ['city'] } });
  await session.delete(`${schemas}/${schema.id}`);
  await session.delete(`/v1/domains/${domain.id}`);
}

async function flows(session: Session, flowIsAsked: (flowId: string) => Promise<void>): Promise<void> {
  const flow = await session.post('/v1/workflows', {
    name: 'Told flow',
    trigger: { event: 'contact.created' },
    steps: [{ kind: 'set', fields: { jobTitle: 'Told' } }],
  });
  const becomes = (status: string) =>
    eventually(async () => (await session.get(`/v1/workflows/${flow.id}`)).status === status);
  await session.patch(`/v1/workflows/${flow.id}`, { name: 'Told flow, again' });
  await session.post(`/v1/workflows/${flow.id}/activate`);
  await flowIsAsked(flow.id);
  await becomes('active');
  await session.post(`/v1/workflows/${flow.id}/deactivate`);
  await flowIsAsked(flow.id);
  await becomes('inactive');
  await session.delete(`/v1/workflows/${flow.id}`);
}
