import { generateKeyPairSync, type JsonWebKey } from 'node:crypto';
import { join } from 'node:path';
import { readJson, writePrivateJson } from './private-files.js';

/**
 * One Ed25519 key pair per service in `dir`: `<service>.private.jwk.json`, and `trusted.jwks.json` with the public
 * half of all of them (kid = service name). Idempotent: a key that exists is kept, the public list is written anew.
 */
export function generateKeys(dir: string, services: readonly string[]): void {
  const trusted = services.map((service) => publicHalf(privateKey(dir, service)));
  writePrivateJson(join(dir, 'trusted.jwks.json'), { keys: trusted });
}

function privateKey(dir: string, service: string): JsonWebKey {
  const file = join(dir, `${service}.private.jwk.json`);
  const known = readJson<JsonWebKey>(file);
  if (known) return known;
  const jwk = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  const key: JsonWebKey = { ...jwk, kid: service, alg: 'EdDSA', use: 'sig' };
  writePrivateJson(file, key);
  return key;
}

function publicHalf({ d: _secret, ...rest }: JsonWebKey): JsonWebKey {
  return rest;
}
