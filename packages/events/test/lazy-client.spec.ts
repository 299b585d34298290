import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  admitBusClient,
  applyTopology,
  busClientStates,
  busExchange,
  domainExchange,
  queueOf,
  serviceNames,
  TenantCreated,
  vhostName,
} from '@crm/events';
import { ensureRabbitInstalled, type Rabbit, startRabbit } from '@crm/local';
import { eventually } from '@crm/testing';
import { type ChannelModel, type ConfirmChannel, type ConsumeMessage, connect } from 'amqplib';
import { afterAll, beforeAll, expect, test } from 'vitest';

let dir: string;
let rabbit: Rabbit;

/** A broker of its own, which is as patient in seconds as every other one is in half hours. */
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'crm-lazy-'));
  const source = await ensureRabbitInstalled(() => undefined);
  rabbit = await startRabbit({ dir, source, settings: { consumer_timeout: 5_000, channel_tick_interval: 500 } });
  await applyTopology(rabbit.managementUrl, Object.fromEntries(serviceNames.map((name) => [name, `of ${name}`])));
});
afterAll(async () => {
  for (const connection of connections) await connection.close();
  await rabbit.stop();
  await rm(dir, { recursive: true, force: true });
});

const connections: ChannelModel[] = [];

const channelOf = async (user: string, password: string): Promise<ConfirmChannel> => {
  const url = new URL(`amqp://127.0.0.1:${rabbit.amqpPort}`);
  Object.assign(url, { username: user, password: encodeURIComponent(password), pathname: `/${vhostName}` });
  const connection = await connect(url.href, { noDelay: true });
  connections.push(connection);
  return connection.createConfirmChannel();
};

test('a client that never acknowledges is seen, is cut off, and what it held is given back; the map goes on', async () => {
  const admitted = await admitBusClient(rabbit.managementUrl, { name: 'spec-lazy', may: ['iam.role.created'] });
  const lazy = await channelOf('spec-lazy', admitted.password);
  const gateway = await channelOf('api-gateway', 'of api-gateway');
  const cutOff = new Promise<Error>((resolve) => lazy.on('error', resolve));
  const heard: number[] = [];
  await lazy.assertQueue('spec-lazy');
  await lazy.bindQueue('spec-lazy', busExchange, '#');
  await lazy.consume('spec-lazy', (message) => void heard.push(message?.content.length ?? 0));
  for (let n = 0; n < 3; n += 1) lazy.publish(busExchange, 'iam.role.created', Buffer.from('{}'));
  await lazy.waitForConfirms();

  const state = async () => (await busClientStates(rabbit.managementUrl)).find(({ name }) => name === 'spec-lazy');
  await eventually(async () => (await state())?.unacknowledged === 3);
  expect((await cutOff).message).toMatch(/PRECONDITION.FAILED.*delivery acknowledgement on channel 1 timed out/);
  await eventually(async () => (await state())?.waiting === 3);
  expect(await state()).toEqual({ name: 'spec-lazy', waiting: 3, unacknowledged: 0, consumers: 0 });
  expect(heard).toEqual([2, 2, 2]);

  gateway.publish(domainExchange, TenantCreated.type, Buffer.from('{}'));
  await gateway.waitForConfirms();
  const trail = await channelOf('audit-trail', 'of audit-trail');
  const arrived: string[] = [];
  const keep = (message: ConsumeMessage | null) => void arrived.push(message?.fields.routingKey ?? '');
  await trail.consume(queueOf('audit-trail'), keep, { noAck: true });
  await eventually(() => arrived.length === 1);
  expect(arrived).toEqual([TenantCreated.type]);
});
