import { createCipheriv, randomBytes } from 'node:crypto';
import { newId } from '@crm/platform';
import { bootService, eventually, operator, type TestClient, type TestService, userOf } from '@crm/testing';
import { afterEach, expect, test } from 'vitest';
import { CreateSecrets1764000000001 } from '../src/migrations/1764000000001-create-secrets.js';
import { service } from '../src/service.js';
import { newTenant } from './facts.js';

let gateway: TestService;
const boot = async (env: Record<string, string> = {}): Promise<TestService> =>
  (gateway = await bootService(service, { env }));
afterEach(() => gateway.stop());

const configured = randomBytes(32).toString('base64');
const passphrase = 'a long passphrase';

/** As the service sealed before keys had names. */
function sealedBefore(key: string, owner: string, text: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(key, 'base64'), nonce).setAAD(Buffer.from(owner));
  const sealed = Buffer.concat([cipher.update(text), cipher.final()]);
  return `v1.${[nonce, sealed, cipher.getAuthTag()].map((part) => part.toString('base64url')).join('.')}`;
}

const admin = () => gateway.as(operator());
const keys = async () => (await (await admin()).get('/v1/secrets/keys')).body;
const finished = () => eventually(async () => (await keys()).tenantsLeft === 0, { timeoutMs: 20_000 });
const rotate = async (): Promise<string> => {
  const { status, body } = await (await admin()).post('/v1/secrets/rotate-key');
  expect([status, body.current]).toEqual([202, true]);
  return body.id;
};

/** Beginnings of everything sealed in the database, wherever it lies, but for the keys themselves. */
async function beginnings(): Promise<string[]> {
  const columns = await gateway.sql<{ table_name: string; column_name: string }>(
    `SELECT table_name, column_name FROM information_schema.columns
     WHERE table_schema = 'public' AND data_type = 'text' AND table_name <> 'secret_key'`,
  );
  const found = new Set<string>();
  for (const { table_name: table, column_name: column } of columns) {
    const rows = await gateway.sql<{ text: string }>(
      `SELECT DISTINCT substring(${column} from '^(?:v1|v2\\.[^.]+)\\.') AS text FROM ${table} WHERE ${column} ~ '^v[12]\\.'`,
    );
    for (const { text } of rows) found.add(text);
  }
  return [...found].sort();
}

interface World {
  readonly owner: TestClient;
  readonly tenantId: string;
  readonly paths: readonly string[];
}

/** A tenant with something of each kind that is sealed. */
async function world(): Promise<World> {
  const tenantId = await newTenant(gateway);
  const owner = await gateway.as(userOf(tenantId));
  const url = 'https://hooks.invalid/';
  const { body: endpoint } = await owner.post('/v1/webhook-endpoints', { url });
  await owner.post(`/v1/webhook-endpoints/${endpoint.id}/rotate-secret`);
  const value = { username: 'crm', passphrase };
  const { body: secret } = await owner.post('/v1/secrets', { name: 'x', type: 'simple', value });
  const tokenUrl = 'https://login.invalid/';
  await owner.post('/v1/auth-clients', {
    name: 'x',
    type: 'oauth2',
    tokenUrl,
    clientId: 'crm',
    clientSecret: passphrase,
  });
  return { owner, tenantId, paths: [`/v1/webhook-endpoints/${endpoint.id}/secret`, `/v1/secrets/${secret.id}/token`] };
}
const secretsOf = async ({ tenantId, paths }: World) => {
  const owner = await gateway.as(userOf(tenantId));
  return Promise.all(paths.map(async (path) => (await owner.get(path)).body));
};

test('a rotation brings everything under the new key, and everything stays readable', async () => {
  await boot();
  const tenant = await world();
  const unused = await gateway.as(userOf(await newTenant(gateway)));
  const operators = await admin();
  const { body: platform } = await operators.post('/v1/webhook-endpoints/platform', { url: 'https://hooks.invalid/' });
  const read = async () => [
    await secretsOf(tenant),
    (await unused.get('/v1/delivery-settings/first-secret')).body,
    (await operators.get(`/v1/webhook-endpoints/platform/${platform.id}/secret`)).body,
  ];
  const before = await read();
  expect(before).toMatchObject([
    [{ secret: expect.stringMatching(/^whsec_/), previousSecret: expect.stringMatching(/^whsec_/) }, { passphrase }],
    { secret: expect.stringMatching(/^whsec_/) },
    { secret: expect.stringMatching(/^whsec_/) },
  ]);
  const id = await rotate();
  await finished();
  expect(await beginnings()).toEqual([`v2.${id}.`]);
  expect(await read()).toEqual(before);
  expect((await keys()).items).toMatchObject([
    { id, current: true },
    { id: 'webhook-secrets', current: false },
  ]);
  const versions = await tenant.owner.get('/v1/secrets');
  expect(versions.body.items[0]).toMatchObject({ version: 1, rotatedAt: null });
  const again = await rotate();
  await finished();
  expect(await beginnings()).toEqual([`v2.${again}.`]);
  expect(await read()).toEqual(before);
});

test('only operators rotate the key and see the keys', async () => {
  await boot();
  const owner = await gateway.as(userOf(newId()));
  expect((await owner.post('/v1/secrets/rotate-key')).status).toBe(403);
  expect((await owner.get('/v1/secrets/keys')).status).toBe(403);
  const repeated = { headers: { 'idempotency-key': 'once' } };
  const operators = await admin();
  const first = await operators.post('/v1/secrets/rotate-key', undefined, repeated);
  expect((await operators.post('/v1/secrets/rotate-key', undefined, repeated)).body).toEqual(first.body);
  const { items } = await keys();
  expect(items).toHaveLength(2);
  expect(Object.keys(items[0]).sort()).toEqual(['createdAt', 'current', 'id']);
});

test('old and new are read while a rotation is stuck, and it goes on after a restart', async () => {
  await boot();
  const worlds = [await world(), await world(), await world()];
  const before = await Promise.all(worlds.map(secretsOf));
  const [, stuck] = worlds.map(({ tenantId }) => tenantId).sort();
  await gateway.sql(
    `ALTER TABLE secret ADD CONSTRAINT stuck CHECK (tenant_id <> '${stuck}' OR value LIKE 'v2.webhook-secrets.%')`,
  );
  const id = await rotate();
  await eventually(async () => (await keys()).tenantsLeft === 2);
  await eventually(async () => {
    return (await gateway.sql("SELECT 1 FROM timers WHERE kind = 'reseal-secrets' AND attempts > 0")).length === 1;
  });
  expect(await beginnings()).toEqual([`v2.${id}.`, 'v2.webhook-secrets.'].sort());
  expect(await Promise.all(worlds.map(secretsOf))).toEqual(before);
  await gateway.halt();
  await gateway.sql('ALTER TABLE secret DROP CONSTRAINT stuck');
  await gateway.start();
  await finished();
  expect(await beginnings()).toEqual([`v2.${id}.`]);
  expect(await Promise.all(worlds.map(secretsOf))).toEqual(before);
});

test('more tenants than one step takes are all resealed', async () => {
  await boot();
  const owners = await Promise.all(Array.from({ length: 45 }, () => gateway.as(userOf(newId()))));
  for (const owner of owners) await owner.post('/v1/secrets', { name: 'x', type: 'api-key', value: { key: 'k' } });
  const id = await rotate();
  await finished();
  expect(await beginnings()).toEqual([`v2.${id}.`]);
});

test('a key that another process has made current is sealed with and opens at once', async () => {
  await boot();
  const tenant = await world();
  await gateway.sql('UPDATE secret_key SET current = false');
  await gateway.sql("INSERT INTO secret_key (name, key, current) VALUES ('theirs', $1, true)", [configured]);
  const value = { key: passphrase };
  const { body } = await tenant.owner.post('/v1/secrets', { name: 'y', type: 'api-key', value });
  const [row] = await gateway.sql<{ value: string }>('SELECT value FROM secret WHERE id = $1', [body.id]);
  expect(row?.value).toMatch(/^v2\.theirs\./);
  expect((await tenant.owner.get(`/v1/secrets/${body.id}/token`)).body.key).toBe(passphrase);
});

test('who seals waits for a rotation, a rotation for who seals, and resealing for who changes the tenant', async () => {
  await boot();
  const tenantId = await newTenant(gateway);
  const owner = await gateway.as(userOf(tenantId));
  const waits = () =>
    eventually(async () => {
      const waiting = await gateway.sql(
        `SELECT 1 FROM pg_locks JOIN pg_database ON pg_database.oid = database
         WHERE datname = current_database() AND locktype = 'advisory' AND NOT granted`,
      );
      return waiting.length > 0;
    });
  const during = async (kind: '' | '_shared', lock: string, work: () => Promise<unknown>) => {
    await gateway.sql(`SELECT pg_advisory_lock${kind}(${lock})`);
    const done = work();
    await waits();
    await gateway.sql(`SELECT pg_advisory_unlock${kind}(${lock})`);
    await done;
  };
  const value = { key: passphrase };
  const ring = "hashtextextended('key-ring', 0)";
  await during('', ring, () => owner.post('/v1/secrets', { name: 'x', type: 'api-key', value }));
  await during('_shared', ring, rotate);
  await finished();
  await during('_shared', `hashtextextended('${tenantId}', 1)`, rotate);
  await finished();
});

test('what was sealed before keys had names opens, and a rotation names its key', async () => {
  await boot();
  const tenant = await world();
  const [row] = await gateway.sql<{ key: string }>("SELECT key FROM secret_key WHERE name = 'webhook-secrets'");
  const path = tenant.paths[0] as string;
  const endpointId = path.split('/')[3] as string;
  const plant = (sealed: string) =>
    gateway.sql('UPDATE webhook_endpoint SET secret = $2 WHERE id = $1', [endpointId, sealed]);
  await plant(sealedBefore(row?.key as string, endpointId, 'whsec_old'));
  expect((await tenant.owner.get(path)).body.secret).toBe('whsec_old');
  const id = await rotate();
  await finished();
  expect(await beginnings()).toEqual([`v2.${id}.`]);
  expect((await tenant.owner.get(path)).body.secret).toBe('whsec_old');
  await plant(sealedBefore(row?.key as string, newId(), 'whsec_moved'));
  expect((await tenant.owner.get(path)).status).toBe(500);
});

test('what no key opens any more stays as it is and holds up nothing else', async () => {
  await boot();
  const [lost, kept] = [await world(), await world()];
  const before = await secretsOf(kept);
  const sealed = sealedBefore(configured, newId(), 'whsec_lost');
  await gateway.sql('UPDATE webhook_endpoint SET secret = $2 WHERE tenant_id = $1', [lost.tenantId, sealed]);
  const id = await rotate();
  await finished();
  expect(await beginnings()).toEqual(['v1.', `v2.${id}.`]);
  expect(await secretsOf(kept)).toEqual(before);
  expect((await secretsOf(lost))[1]).toMatchObject({ passphrase });
});

test('the configured key is on the ring, and seals the keys that rotations make', async () => {
  await boot({ WEBHOOK_SECRET_KEY: configured });
  const tenant = await world();
  expect(await beginnings()).toEqual(['v2.configured.']);
  const endpointId = tenant.paths[0]?.split('/')[3] as string;
  const old = sealedBefore(configured, endpointId, 'whsec_old');
  await gateway.sql('UPDATE webhook_endpoint SET secret = $2 WHERE id = $1', [endpointId, old]);
  const before = await secretsOf(tenant);
  expect(before[0]).toMatchObject({ secret: 'whsec_old' });
  const id = await rotate();
  await finished();
  expect(await beginnings()).toEqual([`v2.${id}.`]);
  const rows = await gateway.sql<{ key: string | null }>('SELECT key FROM secret_key ORDER BY current');
  expect(rows).toEqual([{ key: null }, { key: expect.stringMatching(/^v2\.configured\./) }]);
  await gateway.halt();
  await gateway.start();
  expect(await secretsOf(tenant)).toEqual(before);
  await gateway.halt();
  delete gateway.env['WEBHOOK_SECRET_KEY'];
  await expect(gateway.start()).rejects.toThrow('The current key cannot be opened');
});

test('a key that is configured later seals what the next rotation makes', async () => {
  await boot();
  const tenant = await world();
  const before = await secretsOf(tenant);
  await gateway.halt();
  gateway.env['WEBHOOK_SECRET_KEY'] = configured;
  await gateway.start();
  expect(await secretsOf(tenant)).toEqual(before);
  const id = await rotate();
  await finished();
  const [row] = await gateway.sql<{ key: string }>('SELECT key FROM secret_key WHERE name = $1', [id]);
  expect(row?.key).toMatch(/^v2\.configured\./);
  expect(await secretsOf(tenant)).toEqual(before);
});

test('no key is kept as the answer to a request', async () => {
  await boot();
  await gateway.halt();
  await gateway.start();
  const owner = await gateway.as(userOf(newId()));
  const headers = { 'idempotency-key': 'first-after-the-start' };
  const { status, body } = await owner.post('/v1/webhook-endpoints', { url: 'https://hooks.invalid/' }, { headers });
  expect(status).toBe(201);
  expect(await gateway.sql('SELECT response FROM idempotency_keys')).toEqual([{ response: body }]);
});

test('tenants from before the ring are found by a rotation', async () => {
  await boot();
  const tenant = await newTenant(gateway);
  const owner = await gateway.as(userOf(tenant));
  const first = async () => (await owner.get('/v1/delivery-settings/first-secret')).body;
  const before = await first();
  await gateway.halt();
  const [{ owner: role } = { owner: '' }] = await gateway.sql<{ owner: string }>(
    "SELECT tableowner AS owner FROM pg_tables WHERE tablename = 'delivery_settings'",
  );
  const asOwner = { query: (text: string) => gateway.sql(`SET ROLE "${role}"; ${text}; RESET ROLE`) };
  const migration = new CreateSecrets1764000000001();
  await migration.down(asOwner as never);
  await migration.up(asOwner as never);
  await gateway.start();
  const id = await rotate();
  await finished();
  expect(await beginnings()).toEqual([`v2.${id}.`]);
  const client = await gateway.as(userOf(tenant));
  expect((await client.get('/v1/delivery-settings/first-secret')).body).toEqual(before);
});
