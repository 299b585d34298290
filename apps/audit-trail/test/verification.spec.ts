import { createPublicKey, generateKeyPairSync, hash, sign, verify } from 'node:crypto';
import { ContactUpdated, TenantCreated } from '@crm/events';
import { newId } from '@crm/platform';
import { userOf } from '@crm/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canonicalJson } from '../src/entries/canonical-json.js';
import { data, TrailWorld } from './trail.js';

let trail: TrailWorld;
beforeAll(async () => {
  trail = await TrailWorld.open({ AUDIT_CHECKPOINT_EVERY: '3' });
});
afterAll(() => trail.stop());

/** A log of five entries, with checkpoints at 1 (opened) and 3 (interval). */
async function logOfFive(): Promise<string> {
  const tenantId = newId();
  await trail.hear(TenantCreated, data.created(tenantId));
  for (const _ of [2, 3, 4, 5]) await trail.hear(ContactUpdated, data.contactUpdated(tenantId));
  expect(await verified(tenantId)).toMatchObject({ ok: true, entries: 5, checkpoints: 2 });
  return tenantId;
}

const verified = (tenantId: string) => trail.get(tenantId, '/verify');

/** Changes rows as somebody who owns the whole server, with the triggers off. */
async function tamper(...statements: string[]): Promise<void> {
  await trail.service.sql(
    `SET session_replication_role = replica; ${statements.join('; ')}; RESET session_replication_role`,
  );
}

const sha256 = (value: unknown): string => hash('sha256', canonicalJson(value), 'hex');

/** Computes the chain anew from a position on, as a patient forger would. */
async function rehash(tenantId: string, from: number): Promise<void> {
  const { items } = await trail.get(tenantId, '/entries?limit=100');
  const entries = items.reverse();
  let previousHash = entries.find(({ position }: { position: number }) => position === from - 1)?.hash;
  for (const { hash: _old, ...content } of entries.filter((each: { position: number }) => each.position >= from)) {
    const forged = sha256({ ...content, previousHash });
    await tamper(`UPDATE entry SET previous_hash = '${previousHash}', hash = '${forged}' WHERE id = '${content.id}'`);
    previousHash = forged;
  }
  await tamper(`UPDATE log SET head = '${previousHash}' WHERE tenant_id = '${tenantId}'`);
}

const where = (tenantId: string, position: number) => `tenant_id = '${tenantId}' AND position = ${position}`;

describe('the database', () => {
  test.each(['entry', 'checkpoint', 'timeline_entry'])(
    'refuses to change rows of %s, even to a superuser',
    async (table) => {
      await logOfFive();
      for (const statement of [
        `UPDATE ${table} SET tenant_id = tenant_id`,
        `DELETE FROM ${table}`,
        `TRUNCATE ${table}`,
      ]) {
        await expect(trail.service.sql(statement)).rejects.toThrow('never changed or deleted');
      }
      const grants = await trail.service.sql<{ privilege_type: string }>(
        `SELECT privilege_type FROM information_schema.role_table_grants
       WHERE table_name = '${table}' AND grantee LIKE '%\\_app'`,
      );
      expect(grants.map(({ privilege_type }) => privilege_type).sort()).toEqual(['INSERT', 'SELECT']);
    },
  );
});

describe('verification names the position of', () => {
  test('a changed entry', async () => {
    const tenantId = await logOfFive();
    await tamper(`UPDATE entry SET sentence = 'Nothing happened.' WHERE ${where(tenantId, 2)}`);
    expect(await verified(tenantId)).toMatchObject({ ok: false, brokenAt: 2, reason: 'entry-changed', entries: 1 });
  });

  test('a changed detail, time, actor or mark', async () => {
    for (const change of [
      `detail = '{}'`,
      `at = at + interval '1 ms'`,
      `actor = 'user:x'`,
      `after_seal = true`,
      `target_id = 'x'`,
      `correlation_id = 'x'`,
    ]) {
      const tenantId = await logOfFive();
      await tamper(`UPDATE entry SET ${change} WHERE ${where(tenantId, 4)}`);
      expect(await verified(tenantId), change).toMatchObject({ ok: false, brokenAt: 4, reason: 'entry-changed' });
    }
  });

  test('a changed entry whose hash was computed anew', async () => {
    const tenantId = await logOfFive();
    await tamper(`UPDATE entry SET actor = 'user:x' WHERE ${where(tenantId, 4)}`);
    const { items } = await trail.get(tenantId, '/entries');
    const { hash: _old, ...content } = items.find(({ position }: { position: number }) => position === 4);
    await tamper(`UPDATE entry SET hash = '${sha256(content)}' WHERE ${where(tenantId, 4)}`);
    expect(await verified(tenantId)).toMatchObject({ ok: false, brokenAt: 5, reason: 'entry-changed' });
  });

  test('a deleted entry, in the middle and at the start', async () => {
    for (const position of [1, 2, 4]) {
      const tenantId = await logOfFive();
      await tamper(`DELETE FROM entry WHERE ${where(tenantId, position)}`);
      expect(await verified(tenantId)).toMatchObject({ ok: false, brokenAt: position, reason: 'entry-missing' });
    }
  });

  test('a missing end, also when the head was set back', async () => {
    const tenantId = await logOfFive();
    await tamper(`DELETE FROM entry WHERE ${where(tenantId, 5)}`);
    expect(await verified(tenantId)).toMatchObject({ ok: false, brokenAt: 5, reason: 'entry-missing' });

    const shorter = await logOfFive();
    await tamper(`DELETE FROM entry WHERE tenant_id = '${shorter}' AND position > 2`);
    await tamper(
      `UPDATE log SET position = 2, head = (SELECT hash FROM entry WHERE ${where(shorter, 2)}) WHERE tenant_id = '${shorter}'`,
    );
    expect(await verified(shorter)).toMatchObject({ ok: false, brokenAt: 3, reason: 'entry-missing' });
  });

  test('an inserted entry, behind the end, before the start and in between', async () => {
    const copy = (tenantId: string, position: number) => `
      INSERT INTO entry SELECT gen_random_uuid(), tenant_id, ${position}, at, type, actor, target_kind, target_id,
        sentence, detail, gen_random_uuid(), correlation_id, received_at, after_seal, previous_hash, hash
      FROM entry WHERE ${where(tenantId, 2)}`;
    for (const position of [6, 0]) {
      const tenantId = await logOfFive();
      await tamper(copy(tenantId, position));
      expect(await verified(tenantId)).toMatchObject({ ok: false, brokenAt: position, reason: 'entry-inserted' });
    }
    const tenantId = await logOfFive();
    const move = [6, 5, 4].map((to) => `UPDATE entry SET position = ${to} WHERE ${where(tenantId, to - 1)}`);
    await tamper(...move, copy(tenantId, 3), `UPDATE log SET position = 6 WHERE tenant_id = '${tenantId}'`);
    expect(await verified(tenantId)).toMatchObject({ ok: false, brokenAt: 3, reason: 'entry-changed' });
  });

  test('a rewritten chain, by the checkpoint that contradicts it', async () => {
    const tenantId = await logOfFive();
    await tamper(`UPDATE entry SET sentence = 'Nothing happened.' WHERE ${where(tenantId, 2)}`);
    await rehash(tenantId, 2);
    expect(await verified(tenantId)).toMatchObject({ ok: false, brokenAt: 3, reason: 'checkpoint-mismatch' });

    // And by the signature, when the checkpoint is made to agree.
    const forged = (await trail.get(tenantId, '/entries')).items.find(
      (each: { position: number }) => each.position === 3,
    );
    await tamper(`UPDATE checkpoint SET hash = '${forged.hash}' WHERE ${where(tenantId, 3)}`);
    expect(await verified(tenantId)).toMatchObject({ ok: false, brokenAt: 3, reason: 'checkpoint-forged' });
    const { privateKey } = generateKeyPairSync('ed25519');
    const signature = sign(null, Buffer.from('anything'), privateKey).toString('base64url');
    await tamper(`UPDATE checkpoint SET key_id = 'mine', signature = '${signature}' WHERE ${where(tenantId, 3)}`);
    expect(await verified(tenantId)).toMatchObject({ ok: false, reason: 'checkpoint-key-unknown' });
  });

  test('a changed head and a removed log', async () => {
    const tenantId = await logOfFive();
    await tamper(`UPDATE log SET head = 'x' WHERE tenant_id = '${tenantId}'`);
    expect(await verified(tenantId)).toMatchObject({ ok: false, brokenAt: 5, reason: 'head-changed' });
    await tamper(`DELETE FROM log WHERE tenant_id = '${tenantId}'`);
    expect(await verified(tenantId)).toMatchObject({ ok: false, brokenAt: 1, reason: 'log-missing' });
  });
});

test('an export holds all that a check elsewhere needs', async () => {
  const tenantId = await logOfFive();
  const client = await trail.service.as(userOf(tenantId));
  const response = await client.get<string>('/v1/audit/export');
  expect(response.headers.get('content-type')).toBe('application/x-ndjson');
  const lines = response.body
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.map(({ kind }) => kind)).toEqual(['log', ...Array(5).fill('entry'), 'checkpoint', 'checkpoint', 'key']);

  let previousHash = '0'.repeat(64);
  const hashes = new Map<number, string>();
  for (const { kind: _kind, hash: told, ...content } of lines.slice(1, 6)) {
    expect(content.previousHash).toBe(previousHash);
    previousHash = sha256(content);
    expect(told).toBe(previousHash);
    hashes.set(content.position, told);
  }
  expect(lines[0].head).toBe(previousHash);
  const { keyId, publicKey } = lines[8];
  for (const checkpoint of lines.slice(6, 8)) {
    const { position, hash: proved, at: moment, cause, signature } = checkpoint;
    expect(proved).toBe(hashes.get(position));
    expect(checkpoint.keyId).toBe(keyId);
    const bytes = `crm-audit-checkpoint\n${canonicalJson({ tenantId, position, hash: proved, at: moment, cause })}`;
    const key = createPublicKey({ key: publicKey, format: 'jwk' });
    expect(verify(null, Buffer.from(bytes), key, Buffer.from(signature, 'base64url'))).toBe(true);
  }
  expect(await trail.get(tenantId, '/checkpoints/key')).toEqual({ keyId, publicKey });
});

/** Continues a tenant's log with entries that are chained as the service chains them, faster than by events. */
async function lengthen(tenantId: string, count: number): Promise<void> {
  const [log] = await trail.service.sql<{ head: string }>('SELECT head FROM log WHERE tenant_id = $1', [tenantId]);
  let previousHash = log?.head ?? '';
  const { position, hash: _told, ...last } = await trail.last(tenantId);
  const entries = Array.from({ length: count }, (_, index) => {
    const content = { ...last, id: newId(), eventId: newId(), position: position + index + 1, previousHash };
    previousHash = sha256(content);
    return { ...content, hash: previousHash };
  });
  await trail.service.sql(
    `INSERT INTO entry SELECT id, "tenantId", position, at, type, actor, target->>'kind', target->>'id', sentence, detail,
       "eventId", "correlationId", "receivedAt", "afterSeal", "previousHash", hash
     FROM json_to_recordset($1) AS e (id uuid, "tenantId" uuid, position bigint, at timestamptz, type text, actor text,
       target jsonb, sentence text, detail jsonb, "eventId" uuid, "correlationId" text, "receivedAt" timestamptz,
       "afterSeal" boolean, "previousHash" text, hash text)`,
    [JSON.stringify(entries)],
  );
  const end = [position + count, previousHash, tenantId];
  await trail.service.sql('UPDATE log SET position = $1, head = $2 WHERE tenant_id = $3', end);
}

test('a log that is longer than what is read at once is exported and verified whole', async () => {
  const tenantId = await logOfFive();
  await lengthen(tenantId, 2_100);
  await trail.hear(ContactUpdated, data.contactUpdated(tenantId));
  const client = await trail.service.as(userOf(tenantId));
  const { body } = await client.get<string>('/v1/audit/export');
  expect(body.match(/"kind":"entry"/g)).toHaveLength(2_106);
  expect(await verified(tenantId)).toMatchObject({ ok: true, entries: 2_106 });
  await tamper(`UPDATE entry SET actor = 'user:x' WHERE ${where(tenantId, 2_001)}`);
  expect(await verified(tenantId)).toMatchObject({ ok: false, brokenAt: 2_001, entries: 2_000 });
});
