import {
  admitBusClient,
  applyTopology,
  busDeadExchange,
  busExchange,
  compareTopology,
  consumeLinks,
  deadQueueOf,
  dismissBusClient,
  domainExchange,
  ManagementApi,
  monitorAccount,
  queueOf,
  serviceNames,
  TenantCreated,
  topologyOf,
  WebhookFailed,
} from '@crm/events';
import { BrokerWorld, eventually } from '@crm/testing';
import { type Channel, type ChannelModel, type ConfirmChannel, connect } from 'amqplib';
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test } from 'vitest';

let world: BrokerWorld;
let api: ManagementApi;

beforeAll(async () => {
  world = await BrokerWorld.open(inject('parts'), serviceNames);
  api = new ManagementApi(inject('parts').managementUrl);
});
afterAll(() => world.close());

const differences = () =>
  compareTopology(inject('parts').managementUrl, { vhost: world.vhost, accountPrefix: world.accountPrefix });

test('the live bindings of the domain exchange are exactly the 78 links', async () => {
  const bindings = await api.get<{ destination: string; routing_key: string }[]>(
    `exchanges/${world.vhost}/${domainExchange}/bindings/source`,
  );
  const live = bindings.filter((binding) => binding.destination.startsWith('crm.'));
  const expected = consumeLinks.map(({ event, consumer }) => `${event.type} -> ${queueOf(consumer)}`);
  expect(live.map((binding) => `${binding.routing_key} -> ${binding.destination}`).sort()).toEqual(expected.sort());
  expect(live).toHaveLength(78);
});

test('the bus has queues and exchange without arguments, limits by policy, and no binding to the map', async () => {
  const bindings = await api.get<{ source: string; destination: string; destination_type: string }[]>(
    `bindings/${world.vhost}`,
  );
  expect(bindings.filter(({ destination_type: type }) => type === 'exchange')).toEqual([]);
  const onBus = bindings.filter(({ source }) => source === busExchange).map(({ destination }) => destination);
  expect(onBus.filter((queue) => queue.startsWith('crm.'))).toEqual([]);
  const exchange = await api.get<object>(`exchanges/${world.vhost}/${busExchange}`);
  expect(exchange).toMatchObject({ type: 'topic', durable: true, auto_delete: false, arguments: {} });
  const queue = () => api.get<{ policy?: string; arguments: object }>(`queues/${world.vhost}/audit-trail`);
  await eventually(async () => (await queue()).policy === 'bus-listeners');
  expect(await queue()).toMatchObject({ type: 'classic', durable: true, arguments: {} });
});

test('the account that looks on sees lengths of queues and touches nothing', async () => {
  const { managementUrl } = inject('parts');
  const options = { vhost: world.vhost, accountPrefix: world.accountPrefix, topology: topologyOf([]) };
  await applyTopology(managementUrl, { [monitorAccount]: 'looks-on' }, options);
  const url = new URL(managementUrl);
  Object.assign(url, { username: `${world.accountPrefix}${monitorAccount}`, password: 'looks-on' });
  const monitor = new ManagementApi(url.href);
  const queues = await monitor.get<{ name: string }[]>(`queues/${world.vhost}?columns=name,messages_ready`);
  expect(queues.map(({ name }) => name)).toContain(queueOf('audit-trail'));
  const queue = `queues/${world.vhost}/${queueOf('audit-trail')}`;
  await expect(monitor.delete(`${queue}/contents`)).rejects.toThrow(/40[13]/);
  await expect(
    monitor.post(`${queue}/get`, { count: 1, ackmode: 'ack_requeue_true', encoding: 'auto' }),
  ).rejects.toThrow();
  await expect(monitor.put('users/other', { password: 'x', tags: '' })).rejects.toThrow(/40[13]/);
  await api.delete(`users/${url.username}`);
});

test('a client of the bus declares what the hub declares, tells what it may, and reaches nothing else', async () => {
  const { password } = await admitBusClient(
    inject('parts').managementUrl,
    { name: 'spec-hub', may: ['iam.role.created'] },
    world.vhost,
  );
  const url = new URL(inject('parts').amqpUrl);
  Object.assign(url, { username: 'spec-hub', password, pathname: `/${world.vhost}` });
  const client = await connect(url.href, { noDelay: true });
  try {
    const first = await client.createConfirmChannel();
    await first.assertExchange(busExchange, 'topic');
    await first.assertQueue('spec-hub');
    await first.bindQueue('spec-hub', busExchange, '#');
    first.publish(busExchange, 'iam.role.created', Buffer.from('{}'));
    await first.waitForConfirms();
    expect(await first.get('spec-hub', { noAck: true })).toMatchObject({ fields: { routingKey: 'iam.role.created' } });
    for (const attempt of [
      (channel: Channel) => channel.publish(busExchange, 'iam.role.deleted', Buffer.from('{}')),
      (channel: Channel) => channel.publish(domainExchange, TenantCreated.type, Buffer.from('{}')),
      (channel: Channel) => channel.consume(queueOf('audit-trail'), () => undefined).catch(() => undefined),
      (channel: Channel) => channel.bindQueue('spec-hub', domainExchange, '#').catch(() => undefined),
      (channel: Channel) => channel.assertQueue('crm.spec-hub').catch(() => undefined),
    ]) {
      const channel = await client.createChannel();
      const refused = new Promise<string>((resolve) => channel.on('error', (error) => resolve(error.message)));
      void attempt(channel);
      expect(await refused).toMatch(/ACCESS_REFUSED|403/);
    }
  } finally {
    await client.close();
    await dismissBusClient(inject('parts').managementUrl, 'spec-hub', world.vhost);
  }
  expect(await differences()).toEqual([expect.stringMatching(/spec\.tap$/)]);
});

test('a client that floods, and one that leaves everything lying, are bounded, and the map goes on', async () => {
  const { managementUrl, amqpUrl } = inject('parts');
  const clients = ['spec-flood', 'spec-lazy'];
  const connections: ChannelModel[] = [];
  const channelAs = async (account: object): Promise<ConfirmChannel> => {
    const url = Object.assign(new URL(amqpUrl), account, { pathname: `/${world.vhost}` });
    const connection = await connect(url.href, { noDelay: true });
    connections.push(connection);
    return connection.createConfirmChannel();
  };
  const [flood, lazy] = (await Promise.all(
    clients.map(async (name) => {
      const { password } = await admitBusClient(managementUrl, { name, may: ['iam.role.created'] }, world.vhost);
      return channelAs({ username: name, password });
    }),
  )) as [ConfirmChannel, ConfirmChannel];
  const administrator = await channelAs({});
  try {
    await lazy.assertQueue('spec-lazy');
    await lazy.bindQueue('spec-lazy', busExchange, 'iam.role.created');
    const policyOf = async (queue: string) =>
      (await api.get<{ policy?: string }>(`queues/${world.vhost}/${queue}`)).policy;
    await eventually(async () => (await policyOf('spec-lazy')) === 'bus-clients');
    // 80 MiB, of which a client's queue keeps 64.
    const body = Buffer.alloc(1_048_576);
    for (let n = 0; n < 80; n += 1) flood.publish(busExchange, 'iam.role.created', body);
    await flood.waitForConfirms();
    const { messageCount } = await lazy.checkQueue('spec-lazy');
    expect(messageCount).toBe(64);
    await eventually(async () => (await administrator.checkQueue(busDeadExchange)).messageCount === 16);
    const reason = { headers: { 'x-first-death-reason': 'maxlen' } };
    expect(await administrator.get(busDeadExchange, { noAck: true })).toMatchObject({ properties: reason });
    administrator.publish(domainExchange, WebhookFailed.type, Buffer.from('{}'));
    await administrator.waitForConfirms();
    for (const queue of ['audit-trail', busDeadExchange]) await administrator.purgeQueue(queue);
  } finally {
    for (const connection of connections) await connection.close();
    for (const name of clients) await dismissBusClient(managementUrl, name, world.vhost);
  }
});

test('a missing binding, a binding too many and a wider permission are each found and named', async () => {
  // The tap of the specs is the one thing too many.
  expect(await differences()).toEqual([
    expect.stringMatching(/^not in the links: binding crm\.events -\[#\]-> spec\.tap$/),
  ]);
  const queue = queueOf('billing-worker');
  const bindings = `bindings/${world.vhost}/e/${domainExchange}/q/${queue}`;
  await api.delete(`${bindings}/crm.tenant.deactivated.v1`);
  await api.post(bindings, { routing_key: '#' });
  await api.put(`permissions/${world.vhost}/${world.accountPrefix}billing-worker`, {
    configure: '^$',
    write: '^$',
    read: '.*',
  });
  const found = await differences();
  expect(found).toContain(`missing: binding crm.events -[crm.tenant.deactivated.v1]-> ${queue}`);
  expect(found).toContain(`not in the links: binding crm.events -[#]-> ${queue}`);
  expect(found).toContain('not in the links: account billing-worker configure=^$ write=^$ read=.*');
});

let connection: ChannelModel;
let channel: Channel;
let closed: Promise<string>;

beforeEach(async () => {
  connection = await connect(world.amqpUrlOf('integration-gateway'), { noDelay: true });
  channel = await connection.createConfirmChannel();
  closed = new Promise((resolve) => channel.on('error', (error) => resolve(error.message)));
});
afterEach(() => connection.close());

const own = queueOf('integration-gateway');

test("an account publishes its own service's events", async () => {
  const confirmed = new Promise((resolve, reject) =>
    (channel as Awaited<ReturnType<ChannelModel['createConfirmChannel']>>).publish(
      domainExchange,
      WebhookFailed.type,
      Buffer.from('{}'),
      {},
      (error) => (error ? reject(error) : resolve('confirmed')),
    ),
  );
  await expect(confirmed).resolves.toBe('confirmed');
});

test("the broker refuses an account another service's event", async () => {
  channel.publish(domainExchange, TenantCreated.type, Buffer.from('{}'));
  expect(await closed).toMatch(/ACCESS_REFUSED.*crm\.tenant\.created\.v1/);
});

test.each([
  ['to read a foreign queue', () => channel.consume(queueOf('audit-trail'), () => undefined)],
  ['to read foreign dead letters', () => channel.consume(deadQueueOf('audit-trail'), () => undefined)],
  ['to bind a foreign queue', () => channel.bindQueue(queueOf('audit-trail'), domainExchange, WebhookFailed.type)],
  ['to bind # to its own queue', () => channel.bindQueue(own, domainExchange, '#')],
  ['to make a queue', () => channel.assertQueue('crm.more')],
  ['to delete its own queue', () => channel.deleteQueue(own)],
  ['to make an exchange', () => channel.assertExchange('crm.more', 'topic')],
])('the broker refuses an account %s', async (_name, attempt) => {
  await expect(attempt()).rejects.toThrow(/ACCESS_REFUSED|403/);
});
