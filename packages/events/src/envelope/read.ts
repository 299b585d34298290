import { publisherOf } from '../links.js';
import { busSource } from '../service-events/mapping.js';
import type { CloudEvent } from './cloud-event.js';
import { Unprocessable } from './event-errors.js';
import type { Heard } from './heard.js';
import { violationsOf } from './validate-data.js';

const text = new TextDecoder('utf-8', { fatal: true });
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const required = [
  'id',
  'source',
  'type',
  'subject',
  'time',
  'tenantid',
  'partitionkey',
  'correlationid',
  'actor',
] as const;

/** Parses a message body without judging it; undefined when it is not a JSON object in UTF-8. */
export function parseBody(body: Buffer): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(text.decode(body));
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
      ? (parsed as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Takes what `parseBody` made of a delivered body as one of the events that the consumer hears.
 *
 * @throws Unprocessable with a stable reason when it is none
 */
export function readEvent(body: object | undefined, heard: Heard): CloudEvent {
  const parsed = body as Record<string, unknown> | undefined;
  if (!parsed) throw new Unprocessable('invalid-json', 'The body is not a JSON object in UTF-8.');
  const wrong = (attribute: string, detail: string): Unprocessable =>
    new Unprocessable('invalid-envelope', detail, attribute);
  if (parsed['specversion'] !== '1.0') throw wrong('specversion', 'specversion must be "1.0".');
  for (const attribute of required) {
    const value = parsed[attribute];
    if (typeof value !== 'string' || value === '') {
      throw wrong(attribute, `The attribute ${attribute} is missing or is not a text.`);
    }
  }
  const event = parsed as unknown as CloudEvent;
  if (!uuid.test(event.id)) throw wrong('id', 'The attribute id must be a UUID.');
  if (!uuid.test(event.tenantid)) throw wrong('tenantid', 'The attribute tenantid must be a UUID.');
  if (Number.isNaN(Date.parse(event.time))) {
    throw wrong('time', 'The attribute time must be an RFC 3339 timestamp.');
  }
  for (const attribute of ['sequence', 'hopcount'] as const) {
    if (!Number.isSafeInteger(event[attribute]) || event[attribute] < 0) {
      throw wrong(attribute, `The attribute ${attribute} must be a whole number.`);
    }
  }
  // Its envelope was checked at the door, and it has no schema of its own.
  if (heard.onBus.has(event.type) && event.source.startsWith(busSource)) return event;
  const contract = heard.events.get(event.type);
  if (!contract) throw new Unprocessable('unknown-type', `No handler here hears ${event.type}.`, 'type');
  const publisher = publisherOf(event.type);
  if (event.source !== `/crm/${publisher}`) {
    const detail = `${event.type} may come from ${publisher} only, not from ${event.source}.`;
    throw new Unprocessable('forbidden', detail, 'source');
  }
  const violations = violationsOf(contract, event.data);
  if (violations.length > 0) throw new Unprocessable('invalid-data', violations.join('; '));
  const owner = (event.data as { tenantId?: unknown }).tenantId;
  if (owner !== event.tenantid) {
    throw new Unprocessable('invalid-data', 'data.tenantId and tenantid differ.', 'tenantid');
  }
  return event;
}
