import { type Schema, Schemas } from '@crm/platform';
import { type EventClass, titleOf } from '../contracts/event-class.js';
import { eventClasses } from '../links.js';

export type EventSchemas = Readonly<Record<string, Schema>>;

/**
 * JSON Schema of an event's data, derived from the decorators of its class. Classes inside it are written out in place;
 * fields that the contract does not know are allowed, as they are by the readers.
 */
export function eventSchema(event: EventClass): Schema {
  const schemas = new Schemas();
  schemas.ref(event, true);
  const schema = inPlace(schemas.components[event.name] as Schema, schemas.components) as Schema;
  return { title: titleOf(event), description: event.meaning, ...schema };
}

/** The schemas of all twenty events, by type. */
export function eventSchemas(): EventSchemas {
  return Object.fromEntries(eventClasses.map((event) => [event.type, eventSchema(event)]));
}

function inPlace(value: unknown, components: Readonly<Record<string, Schema>>): unknown {
  if (Array.isArray(value)) return value.map((one) => inPlace(one, components));
  if (typeof value !== 'object' || value === null) return value;
  const reference = (value as Schema)['$ref'];
  if (typeof reference === 'string') return inPlace(components[reference.split('/').at(-1) as string], components);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inPlace(one, components)]));
}
