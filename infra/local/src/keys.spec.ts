import { createPrivateKey, createPublicKey, type JsonWebKey, sign, verify } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { generateKeys } from './keys.js';

const dir = mkdtempSync(join(tmpdir(), 'crm-keys-'));
const read = <T>(name: string) => JSON.parse(readFileSync(join(dir, name), 'utf8')) as T;
afterAll(() => rmSync(dir, { recursive: true, force: true }));

it('makes a key per service whose signature the trusted list confirms, and no secret in that list', () => {
  generateKeys(dir, ['user-auth', 'audit-trail']);
  const trusted = read<{ keys: JsonWebKey[] }>('trusted.jwks.json').keys;
  expect(trusted.map((key) => key['kid'])).toEqual(['user-auth', 'audit-trail']);
  expect(trusted.some((key) => 'd' in key)).toBe(false);
  const secret = createPrivateKey({ key: read<JsonWebKey>('user-auth.private.jwk.json'), format: 'jwk' });
  const open = createPublicKey({ key: trusted[0] ?? {}, format: 'jwk' });
  const text = Buffer.from('hello');
  expect(verify(null, text, open, sign(null, text, secret))).toBe(true);
  expect(statSync(join(dir, 'user-auth.private.jwk.json')).mode & 0o777).toBe(0o600);
});

it('keeps the keys that are there when a service is added', () => {
  const before = read<JsonWebKey>('user-auth.private.jwk.json');
  generateKeys(dir, ['user-auth', 'audit-trail', 'api-gateway']);
  expect(read<JsonWebKey>('user-auth.private.jwk.json')).toEqual(before);
  expect(read<{ keys: JsonWebKey[] }>('trusted.jwks.json').keys).toHaveLength(3);
});
