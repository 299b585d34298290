import { createPrivateKey, type JsonWebKey, type KeyObject, sign, verify } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalJson } from '../entries/canonical-json.js';
import type { Checkpoint } from './checkpoint.entity.js';
import { type PublicKeys, publicKeyOf, thumbprintOf } from './public-keys.js';

type Statement = Pick<Checkpoint, 'tenantId' | 'position' | 'hash' | 'at' | 'cause'>;

/** Tells a signature of a checkpoint from one of anything else that the same key may sign. */
const domain = 'crm-audit-checkpoint\n';

/** The bytes that are signed: `crm-audit-checkpoint`, a line feed, and the checkpoint as canonical JSON (RFC 8785). */
export function signedBytes({ tenantId, position, hash, at, cause }: Statement): Buffer {
  return Buffer.from(domain + canonicalJson({ tenantId, position, hash, at: at.toISOString(), cause }));
}

/** The service's own key, which lies outside of the database: whoever can change rows cannot sign them. */
export class CheckpointKeys {
  private readonly known: ReadonlyMap<string, KeyObject>;
  readonly keyId: string;

  constructor(
    private readonly signing: KeyObject,
    readonly publicKey: JsonWebKey,
    former: PublicKeys,
  ) {
    this.keyId = thumbprintOf(publicKey);
    this.known = new Map([publicKey, ...former.keys].map((jwk) => [thumbprintOf(jwk), publicKeyOf(jwk)] as const));
  }

  /** Reads the service's private key (Ed25519, JWK) from the folder of keys. */
  static async read(folder: string, former: PublicKeys): Promise<CheckpointKeys> {
    const jwk = JSON.parse(await readFile(join(folder, 'audit-trail.private.jwk.json'), 'utf8')) as JsonWebKey;
    const { kty, crv, x } = jwk;
    return new CheckpointKeys(createPrivateKey({ key: jwk, format: 'jwk' }), { kty, crv, x }, former);
  }

  sign(statement: Statement): string {
    return sign(null, signedBytes(statement), this.signing).toString('base64url');
  }

  /** What is wrong with a checkpoint by itself; undefined when it was signed by one of our keys as it stands. */
  objection(checkpoint: Checkpoint): 'checkpoint-key-unknown' | 'checkpoint-forged' | undefined {
    const key = this.known.get(checkpoint.keyId);
    if (!key) return 'checkpoint-key-unknown';
    const signature = Buffer.from(checkpoint.signature, 'base64url');
    return verify(null, signedBytes(checkpoint), key, signature) ? undefined : 'checkpoint-forged';
  }
}
