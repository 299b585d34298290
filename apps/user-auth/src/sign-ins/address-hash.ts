import { createHash } from 'node:crypto';

/** Stands for an address that may be nobody's, mistyped or a password. SHA-256 of it in lower case. */
export function addressHash(email: string): Buffer {
  return createHash('sha256').update(email.toLowerCase()).digest();
}
