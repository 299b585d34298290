import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Ids go into headers, logs and events, so only plain short ones are taken over from outside. */
const acceptable = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/;

export function acceptedId(value: string | string[] | undefined): string | undefined {
  return typeof value === 'string' && acceptable.test(value) ? value : undefined;
}

/** The sender's `x-request-id` if it is acceptable, else a new UUID. */
export function requestIdOf(request: IncomingMessage): string {
  return acceptedId(request.headers['x-request-id']) ?? randomUUID();
}
