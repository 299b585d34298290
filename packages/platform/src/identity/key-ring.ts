import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CryptoKey, importJWK, type JWK } from 'jose';

/** A service's own signing key, and the public keys of all services by their names. */
export interface KeyRing {
  readonly service: string;
  readonly signing: CryptoKey;
  readonly trusted: ReadonlyMap<string, CryptoKey>;
}

/** Reads `<service>.private.jwk.json` and `trusted.jwks.json` (Ed25519 keys, `kid` = name of the service). */
export async function readKeyRing(folder: string, service: string): Promise<KeyRing> {
  const own = (await readJson(join(folder, `${service}.private.jwk.json`))) as JWK;
  const { keys } = (await readJson(join(folder, 'trusted.jwks.json'))) as { keys: JWK[] };
  if (own.kid !== service)
    throw new Error(`The private key in ${folder} must have kid "${service}", not "${own.kid}".`);
  const trusted = new Map<string, CryptoKey>();
  for (const key of keys) {
    if (key.kid === undefined) throw new Error(`Every key in ${join(folder, 'trusted.jwks.json')} needs a kid.`);
    trusted.set(key.kid, await ed25519(key));
  }
  return { service, signing: await ed25519(own), trusted };
}

async function ed25519(key: JWK): Promise<CryptoKey> {
  if (key.kty !== 'OKP' || key.crv !== 'Ed25519') throw new Error(`The key "${key.kid}" must be an Ed25519 key.`);
  return (await importJWK(key, 'EdDSA')) as CryptoKey;
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as unknown;
  } catch (error) {
    throw new Error(`The key file ${path} cannot be read: set KEYS_DIR to the folder with the service's keys.`, {
      cause: error,
    });
  }
}
