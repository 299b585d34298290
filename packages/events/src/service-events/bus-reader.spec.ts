import type { ConsumeMessage } from 'amqplib';
import { expect, test } from 'vitest';
import type { Delivery } from '../inbox/delivery.js';
import { BusReader } from './bus-reader.js';

const reader = new BusReader('audit-trail', 'spec.audit-trail');
const tenant = '0198c0de-0000-7000-8000-000000000001';
const createdAt = Date.now();

interface Sent {
  readonly routingKey?: string;
  readonly userId?: string;
  readonly messageId?: string;
  readonly headers?: Record<string, unknown>;
}

function message(body: unknown, sent: Sent = {}): ConsumeMessage {
  const content = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
  const { routingKey = (body as { headers?: { name?: string } }).headers?.name ?? 'iam.role.created', ...properties } =
    sent;
  return { content, fields: { routingKey }, properties } as unknown as ConsumeMessage;
}

const envelope = (headers: object = {}, payload: unknown = {}) => ({
  headers: { name: 'iam.role.created', createdAt, serviceName: 'hub-iam', ...headers },
  payload:
    typeof payload === 'object' && !Array.isArray(payload) ? { tenant, user: 'u1', id: 'r1', ...payload } : payload,
});

const idOf = (read: Delivery | undefined): string => (JSON.parse(String(read?.body)) as { id: string }).id;

const deep = (levels: number): Buffer =>
  Buffer.from(
    JSON.stringify(envelope({}, { deep: 0 })).replace('"deep":0', `"deep":${'['.repeat(levels)}${']'.repeat(levels)}`),
  );

test('an envelope of the hub is the event that it stands for; the same bytes are the same event', () => {
  const sent = envelope({}, { colour: 'red' });
  const [first, again] = [reader.read(message(sent)), reader.read(message(sent))];
  expect(first?.parsed).toMatchObject({
    type: 'iam.role.created',
    source: '/event-bus/hub-iam',
    tenantid: tenant,
    actor: 'user:u1',
    subject: 'r1',
    partitionkey: 'event-bus:r1',
    time: new Date(createdAt).toISOString(),
    data: { id: 'r1', colour: 'red' },
  });
  expect(again?.parsed).toEqual(first?.parsed);
  expect(JSON.parse(first?.body.toString() ?? '')).toEqual(first?.parsed);
  const other = reader.read(message(envelope({}, { colour: 'blue' })));
  expect(idOf(other)).not.toBe(idOf(first));
});

test("one of our services brings its event's own attributes, and nobody else's are believed", () => {
  const id = '0198c0de-0000-7000-8000-00000000000a';
  const headers = { cloudEvents_id: id, cloudEvents_subject: 's', cloudEvents_sequence: 3, cloudEvents_hopcount: 1 };
  const ours = envelope({ serviceName: 'access-control' });
  expect(reader.read(message(ours, { userId: 'spec.access-control', headers }))?.parsed).toMatchObject({
    id,
    subject: 's',
    sequence: 3,
    hopcount: 1,
  });
  expect(reader.read(message(envelope(), { userId: 'hub-iam', headers }))?.parsed).toMatchObject({ hopcount: 0 });
  const spoken = reader.read(message(ours, { userId: 'hub-iam', headers }));
  expect(spoken?.refusal?.reason).toBe('forbidden');
  expect(reader.read(message(ours))?.refusal?.reason).toBe('forbidden');
});

test.each([
  ['secrets.authclient.deleted', 'secret-service.auth-client.deleted'],
  ['iam.user.removedFormTenant', 'iam.user.removedFromTenant'],
])("the hub's spelling %s is filed as %s", (name, filed) => {
  const read = reader.read(message(envelope({ name })));
  expect(read?.parsed).toMatchObject({ type: filed, originalname: name });
});

test('what is meant for others is passed over', () => {
  expect(reader.read(message(envelope({ name: 'flow.starting' })))).toBeUndefined();
});

test.each<[string, unknown, Sent, string]>([
  ['no JSON', Buffer.from('{"headers":'), {}, 'invalid-json'],
  ['broken UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), {}, 'invalid-json'],
  ['a list', [1], {}, 'invalid-json'],
  ['no headers', { payload: { tenant } }, {}, 'invalid-envelope'],
  ['no name', envelope({ name: undefined }), {}, 'invalid-envelope'],
  ['a name beside the routing key', envelope(), { routingKey: 'iam.role.deleted' }, 'invalid-envelope'],
  ['createdAt in seconds', envelope({ createdAt: Math.floor(createdAt / 1_000) }), {}, 'invalid-envelope'],
  ['createdAt as text', envelope({ createdAt: new Date().toISOString() }), {}, 'invalid-envelope'],
  ['createdAt next week', envelope({ createdAt: createdAt + 7 * 86_400_000 }), {}, 'invalid-envelope'],
  ['no payload', { headers: envelope().headers }, {}, 'invalid-envelope'],
  ['a payload that is a list', envelope({}, [1]), {}, 'invalid-envelope'],
  ['a tenant that is an object', envelope({}, { tenant: { id: tenant } }), {}, 'invalid-envelope'],
  ['a tenant that is no id of ours', envelope({}, { tenant: '59f747c33f1d3c001901a44e' }), {}, 'invalid-envelope'],
  ['a user that is an object', envelope({}, { user: {} }), {}, 'invalid-envelope'],
  ['a name outside the table', envelope({ name: 'iam.role.painted' }), {}, 'unknown-name'],
  ['half a character in the service name', envelope({ serviceName: 'hub\ud800' }), {}, 'invalid-envelope'],
  ['NUL in an id', envelope({}, { id: 'a\0b' }), {}, 'invalid-envelope'],
  ['a payload 30,000 levels deep', deep(30_000), {}, 'invalid-envelope'],
  ['1 MB', envelope({}, { text: 'x'.repeat(1_000_000) }), {}, 'too-large'],
])('%s is refused', (_what, body, sent, reason) => {
  const read = reader.read(message(body, sent));
  expect(read?.refusal?.reason).toBe(reason);
  expect(read?.parsed).toBeUndefined();
  expect(read?.body.length).toBeLessThanOrEqual(reason === 'too-large' ? 4_096 : 262_144);
});
