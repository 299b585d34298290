import { createHmac, timingSafeEqual } from 'node:crypto';
import { UnsignedEvents } from './mail.errors.js';

/** How old a signature may be, or how far ahead of our clock. */
const toleranceSeconds = 300;

export interface SignatureHeaders {
  readonly id: string | undefined;
  readonly timestamp: string | undefined;
  /** One or more signatures `v1,…`, with blanks between. */
  readonly signature: string | undefined;
}

/**
 * Checks that whoever holds the secret has sent these bytes a moment ago (Standard Webhooks 1.0.0, scheme v1).
 * @throws UnsignedEvents
 */
export function assertSigned(body: Buffer, headers: SignatureHeaders, secret: string, now: Date = new Date()): void {
  const { id, timestamp, signature } = headers;
  if (!id || !timestamp || !signature) {
    throw new UnsignedEvents('Send webhook-id, webhook-timestamp and webhook-signature.');
  }
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(now.getTime() / 1_000 - Number(timestamp)) > toleranceSeconds) {
    throw new UnsignedEvents('webhook-timestamp must be within five minutes of now.');
  }
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest();
  const given = signature
    .split(' ')
    .flatMap((part) => (part.startsWith('v1,') ? [Buffer.from(part.slice(3), 'base64')] : []));
  if (!given.some((one) => one.length === expected.length && timingSafeEqual(one, expected))) {
    throw new UnsignedEvents('webhook-signature is not right for these bytes.');
  }
}
