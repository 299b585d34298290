import { Unprocessable } from '../envelope/event-errors.js';

/** A service event on the wire, as the hub's event-bus library writes and reads it. */
export interface ServiceEnvelope {
  readonly headers: {
    /** Also the routing key. */
    readonly name: string;
    /** Milliseconds since 1970. */
    readonly createdAt: number;
    readonly serviceName: string;
  };
  readonly payload: {
    /** Who did it: the id of a user, `operator:<id>` or `service:<name>`; absent when nobody is known. */
    readonly user?: string;
    /** Where it happened: the id of a tenant. */
    readonly tenant: string;
    readonly [fact: string]: unknown;
  };
}

/** Larger ones are not told and not taken: a service event names what happened, it does not carry documents around. */
export const longestEnvelope = 262_144;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** 9 September 2001; seconds of our days are far below it. */
const earliest = 1_000_000_000_000;
const dayMs = 86_400_000;

/**
 * Takes a parsed body as an envelope.
 *
 * @throws Unprocessable with a stable reason when it is none
 */
export function readEnvelope(parsed: Record<string, unknown> | undefined, now = Date.now()): ServiceEnvelope {
  const refuse = (rule: string): never => {
    throw new Unprocessable('invalid-envelope', rule);
  };
  if (!parsed) throw new Unprocessable('invalid-json', 'The body is not a JSON object in UTF-8.');
  const { headers, payload } = parsed;
  if (!isRecord(headers)) return refuse('headers must be an object.');
  const { name, createdAt, serviceName } = headers;
  if (!isText(name)) return refuse('headers.name must be a text of 1 to 255 characters.');
  if (!isText(serviceName)) return refuse('headers.serviceName must be a text of 1 to 255 characters.');
  if (!Number.isSafeInteger(createdAt) || Number(createdAt) < earliest || Number(createdAt) > now + dayMs) {
    return refuse('headers.createdAt must be milliseconds since 1970, at most a day ahead.');
  }
  if (!isRecord(payload)) return refuse('payload must be an object.');
  const { user, tenant, id } = payload;
  if (user !== undefined && user !== '' && !isText(user)) {
    return refuse('payload.user must be a text of at most 255 characters.');
  }
  if (typeof id === 'string' && id !== '' && !isText(id)) return refuse('payload.id must be at most 255 characters.');
  if (typeof tenant !== 'string' || !uuid.test(tenant)) return refuse('payload.tenant must be the id of a tenant.');
  return parsed as unknown as ServiceEnvelope;
}

/** Of whole characters, and without NUL, which no database keeps. */
const isText = (value: unknown): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= 255 && value.isWellFormed() && !value.includes('\0');

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
