import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, type JWK } from 'jose';

export interface Keys {
  readonly folder: string;
  /** Private keys by the name of their service. */
  readonly private: Readonly<Record<string, JWK>>;
  remove(): Promise<void>;
}

/** A folder with fresh keys for `services`, as every deployment makes one. */
export async function makeKeys(...services: string[]): Promise<Keys> {
  const folder = await mkdtemp(join(tmpdir(), 'crm-keys-'));
  const own: Record<string, JWK> = {};
  const trusted: JWK[] = [];
  for (const kid of services) {
    const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
    own[kid] = { ...(await exportJWK(privateKey)), kid };
    trusted.push({ ...(await exportJWK(publicKey)), kid });
    await writeFile(join(folder, `${kid}.private.jwk.json`), JSON.stringify(own[kid]), { mode: 0o600 });
  }
  await writeFile(join(folder, 'trusted.jwks.json'), JSON.stringify({ keys: trusted }));
  return { folder, private: own, remove: () => rm(folder, { recursive: true }) };
}
