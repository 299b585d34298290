import type { ServiceAttributes } from './mapping.js';

/** How attributes are named among AMQP headers: https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/amqp-protocol-binding.md */
const prefix = 'cloudEvents_';

export function headersOf(attributes: ServiceAttributes): Record<string, unknown> {
  const named = Object.entries({ specversion: '1.0', ...attributes });
  return Object.fromEntries(named.map(([name, value]) => [prefix + name, value]));
}

/** What headers say of an event's attributes; nothing of it is checked. */
export function attributesOf(headers: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const named = Object.entries(headers).filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(named.map(([name, value]) => [name.slice(prefix.length), value]));
}
