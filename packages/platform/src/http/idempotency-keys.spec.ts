import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWidgetDatabase, type WidgetDatabase } from '../../test/postgres.js';
import { problem } from '../../test/problem.js';
import { startTiny, type TinyService, tenantId, user } from '../../test/tiny-service.js';
import { WidgetsController, widgetDatabase } from '../../test/widgets.js';
import { ServiceConfig } from '../config/service-config.js';
import { Database } from '../database/database.js';
import type { Caller } from '../identity/caller.js';
import { migrateService } from '../service/migrate-service.js';
import { defineService } from '../service/service-definition.js';
import { IdempotencyKeys } from './idempotency-keys.js';
import { problemOf } from './problem-of.js';

let postgres: WidgetDatabase;
let tiny: TinyService;
let database: Database;
beforeAll(async () => {
  postgres = await startWidgetDatabase();
  const service = defineService({ name: 'widgets', module: class {}, config: ServiceConfig, database: widgetDatabase });
  await migrateService(service, postgres.ownerUrl);
  tiny = await startTiny({
    controllers: [WidgetsController],
    definition: { database: widgetDatabase },
    env: { DATABASE_URL: postgres.appUrl },
  });
  database = tiny.running.app.get(Database);
}, 60_000);
afterAll(async () => {
  await tiny?.stop();
  await postgres?.stop();
});

const post = (key: string | undefined, body: unknown, path = '', caller: Caller = user) =>
  tiny.fetch(`/v1/widgets${path}`, {
    method: 'POST',
    caller,
    headers: { 'content-type': 'application/json', ...(key === undefined ? {} : { 'idempotency-key': key }) },
    body: JSON.stringify(body),
  });

const countOf = (name: string) =>
  database.transaction(tenantId, async ({ manager }) => {
    const [row] = (await manager.query('SELECT count(*)::int AS n FROM widgets WHERE name LIKE $1', [name])) as {
      n: number;
    }[];
    return row?.n;
  });

describe('a request with an Idempotency-Key', () => {
  it('has one effect and one answer, however often it is sent', async () => {
    const first = await post('key-1', { name: 'one', size: 1 });
    expect(first.status).toBe(201);
    expect(first.headers.get('idempotency-replayed')).toBeNull();
    const again = await post('key-1', { name: 'one', size: 1 });
    expect(again.status).toBe(201);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(again.headers.get('etag')).toBe('"1"');
    expect(await again.json()).toEqual(await first.json());
    expect(await countOf('one')).toBe(1);
  });

  it('keeps the status of its route and an answer without a body', async () => {
    expect((await post('key-quiet', { name: 'quiet', size: 1 }, '/quiet')).status).toBe(202);
    const again = await post('key-quiet', { name: 'quiet', size: 1 }, '/quiet');
    expect([again.status, again.headers.get('idempotency-replayed'), await again.text()]).toEqual([202, 'true', '']);
  });

  it('is refused when the key stands for another body or path', async () => {
    await post('key-2', { name: 'two', size: 1 });
    const reused = { status: 422, code: 'idempotency-key-reused' };
    expect(await problem(await post('key-2', { name: 'two', size: 2 }))).toMatchObject(reused);
    expect(await problem(await post('key-2', { name: 'two', size: 1 }, '/quiet'))).toMatchObject(reused);
  });

  it('does not meet the same key of somebody else', async () => {
    const other: Caller = { ...user, subject: '0198c0de-0000-7000-8000-0000000000bb', actor: 'user:bb' };
    const elsewhere: Caller = { ...user, tenantId: '0198c0de-0000-7000-8000-000000000002' };
    await post('key-3', { name: 'three', size: 1 });
    expect((await post('key-3', { name: 'three-b', size: 1 }, '', other)).status).toBe(201);
    expect((await post('key-3', { name: 'three-c', size: 1 }, '', elsewhere)).status).toBe(201);
  });

  it('has one effect when it is sent twice at once', async () => {
    const body = { name: 'race', size: 1, wait: 200 };
    const answers = await Promise.all([1, 2, 3, 4].map(() => post('key-race', body)));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    const told = await Promise.all(answers.map((answer) => answer.json()));
    for (const widget of told) expect(widget).toEqual(told[0]);
    expect(answers.filter(({ headers }) => headers.get('idempotency-replayed') === 'true')).toHaveLength(3);
    expect(await countOf('race')).toBe(1);
  });

  it('may be repeated after a failure, which keeps nothing', async () => {
    await post(undefined, { name: 'taken', size: 1 });
    expect(await problem(await post('key-4', { name: 'taken', size: 1 }))).toMatchObject({
      status: 409,
      code: 'conflict',
    });
    await database.transaction(tenantId, ({ manager }) => manager.query("DELETE FROM widgets WHERE name = 'taken'"));
    expect((await post('key-4', { name: 'taken', size: 1 })).status).toBe(201);
  });

  it.each(['', 'a b', 'ü', 'a'.repeat(256)])(
    'must have a key of 1 to 255 visible characters, not "%s"',
    async (key) => {
      const raw = key === 'ü' ? '\u00fc' : key;
      expect(await problem(await post(raw, { name: 'x', size: 1 }))).toMatchObject({
        errors: [{ field: 'Idempotency-Key' }],
      });
    },
  );

  it('is forgotten after a day', async () => {
    await post('key-old', { name: 'old', size: 1 });
    await database.pool.query(
      "UPDATE idempotency_keys SET created_at = now() - interval '25 hours' WHERE key = 'key-old'",
    );
    await new IdempotencyKeys(database).forgetOld();
    const { rows } = await database.pool.query("SELECT 1 FROM idempotency_keys WHERE key = 'key-old'");
    expect(rows).toHaveLength(0);
    const { rows: kept } = await database.pool.query("SELECT 1 FROM idempotency_keys WHERE key = 'key-1'");
    expect(kept).toHaveLength(1);
  });
});

describe('a list', () => {
  it('is read in pages, newest first, without repeating what is added meanwhile', async () => {
    const reader: Caller = { ...user, tenantId: '0198c0de-0000-7000-8000-0000000000f0' };
    for (const name of ['p1', 'p2', 'p3', 'p4', 'p5']) await post(undefined, { name, size: 1 }, '', reader);
    const page = async (query: string) => {
      const response = await tiny.fetch(`/v1/widgets?${query}`, { caller: reader });
      return (await response.json()) as { items: { name: string }[]; nextCursor: string | null };
    };
    const first = await page('limit=2');
    expect(first.items.map(({ name }) => name)).toEqual(['p5', 'p4']);
    await post(undefined, { name: 'p6', size: 1 }, '', reader);
    const second = await page(`limit=2&cursor=${first.nextCursor}`);
    const third = await page(`limit=2&cursor=${second.nextCursor}`);
    expect([...second.items, ...third.items].map(({ name }) => name)).toEqual(['p3', 'p2', 'p1']);
    expect(third.nextCursor).toBeNull();
  });

  it.each(['abc', '%F0', 'AZ', 'A'.repeat(22), `${'A'.repeat(21)}B`, "' OR 1=1"])(
    'refuses the cursor %s or starts after it',
    async (cursor) => {
      const response = await tiny.fetch(`/v1/widgets?cursor=${encodeURIComponent(cursor)}`);
      if (cursor === 'A'.repeat(22)) expect(response.status).toBe(200);
      else expect(await problem(response)).toMatchObject({ status: 400, errors: [{ field: 'cursor' }] });
    },
  );
});

describe('what the database refuses', () => {
  it('is told to the caller when it is their doing', async () => {
    await post(undefined, { name: 'twice', size: 1 });
    expect(await problem(await post(undefined, { name: 'twice', size: 1 }))).toMatchObject({
      status: 409,
      code: 'conflict',
    });
    expect(await problem(await post(undefined, { name: 'big', size: 70_000 }))).toMatchObject({
      status: 400,
      code: 'invalid-value',
    });
  });

  it.each([
    ['40001', 503],
    ['40P01', 503],
    ['55P03', 503],
    ['57P01', 503],
    ['08006', 503],
    ['22P02', 400],
    ['22001', 400],
    ['23505', 409],
    ['23503', 409],
    ['42P01', 500],
    ['23502', 500],
  ])('with the code %s becomes %i', async (code, status) => {
    const raise = `DO $$ BEGIN RAISE EXCEPTION 'the statement' USING ERRCODE = '${code}'; END $$`;
    const error: unknown = await database
      .transaction(null, ({ manager }) => manager.query(raise))
      .catch((e: unknown) => e);
    expect(problemOf(error).status).toBe(status);
    expect(JSON.stringify(problemOf(error).body('/', 'r'))).not.toContain('the statement');
  });

  it('is a reason to come back when the database is away', async () => {
    const restarting = postgres.restart();
    const answers = await Promise.all([1, 2, 3].map((n) => post(undefined, { name: `away-${n}`, size: 1, wait: 200 })));
    await restarting;
    for (const answer of answers.filter(({ status }) => status !== 201)) {
      expect(answer.headers.get('retry-after')).toBe('1');
      expect(await problem(answer)).toMatchObject({ status: 503, code: 'temporarily-unavailable' });
    }
    expect((await post(undefined, { name: 'back', size: 1 })).status).toBe(201);
    expect((await tiny.fetch('/readyz')).status).toBe(200);
  }, 20_000);
});
