import { createHash, createHmac, randomBytes } from 'node:crypto';

export const newSecret = (): Buffer => randomBytes(32);

/** What is stored of a secret. It is random, so that a plain hash is enough. */
export function hashOf(secret: Buffer): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** Known only to who has both the secret, which is never stored, and the nonce, which never leaves. */
export function successorOf(secret: Buffer, nonce: Buffer): Buffer {
  return createHmac('sha256', secret).update(nonce).digest();
}
