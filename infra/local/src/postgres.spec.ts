import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databasePasswords, provisionDatabases } from './databases.js';
import { type Postgres, startPostgres } from './postgres.js';
import { identityOf, isAlive } from './process-identity.js';

const dir = mkdtempSync(join(tmpdir(), 'crm-postgres-'));
const options = { dir: join(dir, 'pg'), durable: false };
let postgres: Postgres;

async function ask<R extends pg.QueryResultRow>(url: string, sql: string): Promise<R[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<R>(sql)).rows;
  } finally {
    await client.end();
  }
}

beforeAll(async () => {
  postgres = await startPostgres(options);
}, 60_000);
afterAll(async () => {
  await postgres.stop();
  rmSync(dir, { recursive: true, force: true });
});

describe('a PostgreSQL of our own', () => {
  it('is version 18 with UTF8, on loopback alone, and fast rather than durable in specs', async () => {
    const [row] = await ask(
      postgres.url,
      `select current_setting('server_version_num')::int / 10000 as major, current_setting('listen_addresses') as host,
        current_setting('server_encoding') as encoding, current_setting('max_connections') as connections,
        current_setting('fsync') as fsync`,
    );
    expect(row).toEqual({ major: 18, host: '127.0.0.1', encoding: 'UTF8', connections: '400', fsync: 'off' });
  });

  it('refuses a wrong password and keeps its own for itself', async () => {
    const wrong = new URL(postgres.url);
    wrong.password = 'wrong';
    await expect(ask(wrong.href, 'select 1')).rejects.toThrow(/password authentication failed/);
    expect(statSync(join(options.dir, 'credentials.json')).mode & 0o777).toBe(0o600);
  });

  it('keeps its data in its folder, also below a temporary one with mode 0700', () => {
    expect(existsSync(join(options.dir, 'data', 'PG_VERSION'))).toBe(true);
  });

  it('comes back from a crash on the same port with what was committed', async () => {
    await ask(postgres.url, 'create table kept (n int); insert into kept values (1)');
    const before = postgres.pid;
    await postgres.restartImmediate();
    expect(postgres.pid).not.toBe(before);
    expect(await ask(postgres.url, 'select n from kept')).toEqual([{ n: 1 }]);
  });

  it('takes over a data directory on which a crashed run left a server', async () => {
    const left = identityOf(postgres.pid);
    const second = await startPostgres({ ...options, port: postgres.port });
    expect(left && isAlive(left)).toBe(false);
    expect(await ask(second.url, 'select n from kept')).toEqual([{ n: 1 }]);
    postgres = second;
  });

  it('leaves no process when it is stopped', async () => {
    const identity = identityOf(postgres.pid);
    await postgres.stop();
    await postgres.stop();
    expect(identity && isAlive(identity)).toBe(false);
    postgres = await startPostgres({ ...options, port: postgres.port });
  });
});

describe('databases for services', () => {
  const services = ['customer-health', 'user-auth'] as const;
  const passwords = databasePasswords(services);
  const provision = () => provisionDatabases(postgres.url, services, passwords, { databasePrefix: 'spec' });

  it('gives the application role rows but nothing of its own', async () => {
    const urls = (await provision())['customer-health'];
    await ask(urls.ownerUrl, 'create table card (id int generated always as identity, n int)');
    await ask(urls.appUrl, 'insert into card (n) values (7)');
    expect(await ask(urls.appUrl, 'select n from card')).toEqual([{ n: 7 }]);
    await expect(ask(urls.appUrl, 'create table mine (n int)')).rejects.toThrow(/permission denied/);
    await expect(ask(urls.appUrl, 'truncate card')).rejects.toThrow(/permission denied/);
    const roles = await ask(urls.appUrl, 'select rolsuper, rolbypassrls from pg_roles where rolname = current_user');
    expect(roles).toEqual([{ rolsuper: false, rolbypassrls: false }]);
  });

  it('lets nobody into the database of another service', async () => {
    const urls = await provision();
    const trespass = new URL(urls['user-auth'].appUrl);
    trespass.pathname = '/spec_customer_health';
    await expect(ask(trespass.href, 'select 1')).rejects.toThrow(/permission denied for database/);
  });

  it('can be run again and keeps the data', async () => {
    expect(await provision()).toEqual(await provision());
    expect(await ask((await provision())['customer-health'].appUrl, 'select n from card')).toEqual([{ n: 7 }]);
  });
});
