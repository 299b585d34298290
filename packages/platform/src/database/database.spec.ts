import { afterAll, beforeAll, expect, it } from 'vitest';
import { startWidgetDatabase, type WidgetDatabase } from '../../test/postgres.js';
import { Database } from './database.js';

let postgres: WidgetDatabase;
let database: Database;
const tenant = '01890000-0000-7000-8000-000000000001';

beforeAll(async () => {
  postgres = await startWidgetDatabase();
  database = new Database({ url: postgres.ownerUrl, poolSize: 2, applicationName: 'spec', entities: [] });
  await database.connect();
  await database.pool.query('CREATE TABLE thing (name text PRIMARY KEY)');
}, 60_000);
afterAll(async () => {
  await database?.close();
  await postgres?.stop();
});

const insert = (name: string) => ({ text: 'INSERT INTO thing (name) VALUES ($1)', values: [name] });
const things = async () =>
  (await database.pool.query<{ name: string }>('SELECT name FROM thing ORDER BY name')).rows.map(({ name }) => name);

it('the first statement is inside the tenant, although it is sent with the beginning', async () => {
  const shown = await database.transaction(tenant, ({ client }) =>
    client.query<{ tenant: string }>("SELECT current_setting('app.tenant_id') AS tenant"),
  );
  expect(shown.rows).toEqual([{ tenant }]);
});

it('nothing is written when the beginning fails, and its error is told', async () => {
  const other = await database.pool.connect();
  await other.query("SELECT pg_advisory_lock(hashtextextended('key', 0))");
  await database.pool.query('ALTER ROLE CURRENT_USER SET lock_timeout = 50');
  const impatient = new Database({ url: postgres.ownerUrl, poolSize: 1, applicationName: 'spec', entities: [] });
  await impatient.connect();
  const attempt = impatient.transaction(tenant, ({ client }) => client.query(insert('early')), { lockKey: 'key' });
  await expect(attempt).rejects.toThrow('lock timeout');
  await other.query('SELECT pg_advisory_unlock_all()');
  other.release();
  expect(await things()).toEqual([]);
  // The connection is as good as before.
  await impatient.transaction(tenant, ({ client }) => client.query(insert('late')), { lockKey: 'key' });
  expect(await things()).toEqual(['late']);
  await impatient.close();
});

it('nothing is committed when a statement that travels with the COMMIT fails', async () => {
  const attempt = database.transaction(tenant, async (tx) => {
    await tx.client.query(insert('with'));
    tx.withCommit(() => tx.client.query(insert('late')));
  });
  await expect(attempt).rejects.toThrow('duplicate key');
  expect(await things()).toEqual(['late']);
});

it('what travels with the COMMIT is committed', async () => {
  await database.transaction(tenant, async (tx) => tx.withCommit(() => tx.client.query(insert('last'))));
  expect(await things()).toEqual(['last', 'late']);
});

it('work that throws before it has sent anything leaves the connection as it was', async () => {
  const attempt = database.transaction(tenant, () => {
    throw new Error('not today');
  });
  await expect(attempt).rejects.toThrow('not today');
  expect(await things()).toEqual(['last', 'late']);
});
