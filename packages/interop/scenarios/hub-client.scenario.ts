import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import {
  busExchange,
  consumeLinks,
  domainExchange,
  flowHandshake,
  ManagementApi,
  serviceEventNames,
  vhostName,
} from '@crm/events';
import { eventually, Platform, type Session, tellEveryName } from '@crm/scenarios';
import { Event, type EventBus, type IEvent } from '@openintegrationhub/event-bus';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { addressFor, consumed, type Envelope, hubClient, runOf } from '../harness/hub-client.js';

const { at, stateDir } = inject('hubPlatform');
const platform = new Platform(at);
const heard: Envelope[] = [];
const clients: EventBus[] = [];
let operator: Session;

const keep = async (event: IEvent): Promise<void> => {
  heard.push(event.toJSON() as Envelope);
  await event.ack();
};
const heardOf = (tenantId: string): Envelope[] => heard.filter(({ payload }) => payload.tenant === tenantId);

beforeAll(async () => {
  operator = await platform.operator();
  clients.push(await hubClient(stateDir, { name: 'hub-observer', hears: { '#': keep } }));
}, 60_000);
afterAll(async () => {
  for (const client of clients) await client.disconnect();
});

test("a listener to # hears each of the 36 once, while the hub's orchestrator starts and stops a flow", async () => {
  const answer = (name: string) => async (event: IEvent) => {
    const { id, tenant, user } = event.payload as Envelope['payload'];
    await orchestrator.publish(new Event({ headers: { name }, payload: { id, tenant, user } }));
    await event.ack();
  };
  const orchestrator: EventBus = await hubClient(stateDir, {
    name: 'hub-orchestrator',
    may: flowHandshake.answers,
    hears: { 'flow.starting': answer('flow.started'), 'flow.stopping': answer('flow.stopped') },
  });
  clients.push(orchestrator);
  const { tenantId, canaries } = await tellEveryName(platform);

  const asked: readonly string[] = flowHandshake.asks;
  const names = () => heardOf(tenantId).map(({ headers }) => headers.name);
  await eventually(() => names().filter((name) => !asked.includes(name)).length >= 36);
  expect(names().sort()).toEqual([...serviceEventNames, ...asked].sort());
  const byHub = heardOf(tenantId).filter(({ headers }) => headers.serviceName === 'hub-orchestrator');
  expect(byHub.map(({ headers }) => headers.name)).toEqual(['flow.started', 'flow.stopped']);
  const everything = JSON.stringify(heardOf(tenantId));
  for (const canary of canaries) expect(everything).not.toContain(canary);
}, 60_000);

test("what the hub's library tells is in the log, with user and tenant, under the seed's name", async () => {
  const tenant = await platform.newTenant('Hub');
  const component = await hubClient(stateDir, { name: 'hub-component', may: ['secrets.secret.created'], hears: {} });
  clients.push(component);
  const user = tenant.owner.userId;
  const payload = { user, tenant: tenant.id, id: 'hub-secret-1' };
  await component.publish(new Event({ headers: { name: 'secrets.secret.created' }, payload }));
  const found = await eventually(async () => {
    const query = `filter[name]=secret-service.secret.created&filter[service]=hub-component&filter[user]=${user}`;
    const { data } = await operator.for(tenant.id).get(`/v1/logs?${query}`);
    return data[0];
  });
  expect(found).toMatchObject({
    headers: { name: 'secret-service.secret.created', serviceName: 'hub-component' },
    payload,
    originalName: 'secrets.secret.created',
  });
  await eventually(() => heardOf(tenant.id).some(({ headers }) => headers.name === 'secrets.secret.created'));
}, 60_000);

test('the broker refuses a client what it may not tell', async () => {
  const tenantId = (await platform.newTenant('Refused')).id;
  const tell = async (name: string) => {
    const address = await addressFor(stateDir, 'hub-narrow', ['metadata.domain.created']);
    const script = fileURLToPath(new URL('../harness/tell-once.mjs', import.meta.url));
    const args = [script, address, 'hub-narrow', name, JSON.stringify({ tenant: tenantId, id: name })];
    return promisify(execFile)(process.execPath, args).then(
      () => 'told',
      (error: { stderr: string }) => error.stderr,
    );
  };
  expect(await tell('metadata.domain.created')).toBe('told');
  expect(await tell('iam.role.created')).toMatch(/ACCESS.REFUSED/);
  await eventually(() => heardOf(tenantId).some(({ payload }) => payload.id === 'metadata.domain.created'));
  expect(heardOf(tenantId).some(({ payload }) => payload.id === 'iam.role.created')).toBe(false);
}, 60_000);

test('what a client refuses ends in our dead letters', async () => {
  const tenant = await platform.newTenant('Nack');
  const refuse = (event: IEvent) => event.nack();
  clients.push(await hubClient(stateDir, { name: 'hub-refuser', hears: { 'metadata.domain.created': refuse } }));
  const domain = await operator.for(tenant.id).post('/v1/domains', { name: 'Refused' });
  const letter = await eventually(async () => {
    const { items } = await operator.get('/v1/operations/audit-trail/dead-letters?limit=500');
    return items.find((one: { event: Envelope }) => one.event.payload?.id === domain.id);
  });
  expect(letter).toMatchObject({ reason: 'rejected', type: 'metadata.domain.created' });
}, 60_000);

test('a client outlives a restart of the broker, and goes on hearing', async () => {
  const tenant = await platform.newTenant('Restart');
  const { pid, managementUrl } = runOf(stateDir).rabbitmq;
  process.kill(Number(pid), 'SIGKILL');
  const api = new ManagementApi(managementUrl);
  await eventually(async () => runOf(stateDir).rabbitmq.pid !== pid && (await api.get('overview')), {
    timeoutMs: 60_000,
  });
  await consumed(stateDir, 'hub-observer');
  await operator.patch(`/v1/tenants/${tenant.id}`, { name: 'After the restart' });
  await eventually(() => heardOf(tenant.id).some(({ headers }) => headers.name === 'iam.tenant.modified'), {
    timeoutMs: 60_000,
  });
}, 180_000);

test('the worlds do not mix: 78 bindings there, none between, and nothing of one on the other', async () => {
  const api = new ManagementApi(runOf(stateDir).rabbitmq.managementUrl);
  const bindings = await api.get<{ source: string; destination_type: string }[]>(`bindings/${vhostName}`);
  expect(bindings.filter(({ source }) => source === domainExchange)).toHaveLength(consumeLinks.length);
  expect(consumeLinks).toHaveLength(78);
  expect(bindings.filter(({ destination_type }) => destination_type === 'exchange')).toEqual([]);
  expect(bindings.filter(({ source }) => source === busExchange).length).toBeGreaterThan(0);
  expect(heard.length).toBeGreaterThan(36);
  for (const event of heard) {
    expect(Object.keys(event).sort()).toEqual(['headers', 'payload']);
    expect(event.headers.name).not.toMatch(/^crm\./);
  }
});
