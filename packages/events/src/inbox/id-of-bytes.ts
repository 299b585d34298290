import { createHash } from 'node:crypto';

/** A UUIDv8 (RFC 9562) made of the bytes, so that the same message is kept once however often it comes. */
export function idOfBytes(body: Buffer): string {
  const hash = createHash('sha256').update(body).digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x80;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = hash.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}
