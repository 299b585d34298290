import type { Schema } from '@crm/platform';
import type { EventSchemas } from './event-schema.js';

/** Keywords that only describe. */
const words = new Set(['title', 'description', 'examples', '$id', '$comment', 'default']);
const floors = new Set(['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties']);
const ceilings = new Set(['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties']);

/**
 * What would break a reader or a publisher of the same version, as sentences that name the field. Within a version a
 * contract may only grow: new events, new optional fields, wider limits, more values.
 */
export function breakingChanges(before: EventSchemas, after: EventSchemas): string[] {
  return Object.entries(before).flatMap(([type, old]) => {
    const now = after[type];
    return now ? narrowings(old, now, type, '') : [`${type} is gone; an event that was published keeps its version.`];
  });
}

function narrowings(old: Schema, now: Schema, type: string, path: string): string[] {
  const field = path === '' ? `the data of ${type}` : `${path} of ${type}`;
  const keywords = [...new Set([...Object.keys(old), ...Object.keys(now)])].filter((keyword) => !words.has(keyword));
  return keywords.flatMap((keyword) => {
    if (keyword === 'properties') return fieldChanges(old, now, type, path);
    if (keyword === 'required') return requiredChanges(old, now, type, path);
    if (keyword === 'items') return itemChanges(old, now, type, path);
    const complaint = keywordChange(keyword, old[keyword], now[keyword]);
    return complaint ? [`${field} ${complaint}.`] : [];
  });
}

function fieldChanges(old: Schema, now: Schema, type: string, path: string): string[] {
  const [before, after] = [fieldsOf(old), fieldsOf(now)];
  return Object.entries(before).flatMap(([name, schema]) => {
    const field = join(path, name);
    const there = after[name];
    return there ? narrowings(schema, there, type, field) : [`${field} of ${type} has been removed.`];
  });
}

function requiredChanges(old: Schema, now: Schema, type: string, path: string): string[] {
  const [before, after] = [requiredOf(old), requiredOf(now)];
  const [known, kept] = [fieldsOf(old), fieldsOf(now)];
  const demanded = after
    .filter((name) => !before.includes(name))
    .map((name) => {
      const how = name in known ? 'has become required' : 'is new and required; a new field must be optional';
      return `${join(path, name)} of ${type} ${how}.`;
    });
  const loosened = before
    .filter((name) => !after.includes(name) && name in kept)
    .map((name) => `${join(path, name)} of ${type} may be absent now, and readers count on it.`);
  return [...demanded, ...loosened];
}

function itemChanges(old: Schema, now: Schema, type: string, path: string): string[] {
  return narrowings((old['items'] ?? {}) as Schema, (now['items'] ?? {}) as Schema, type, `${path}[]`);
}

function keywordChange(keyword: string, old: unknown, now: unknown): string | undefined {
  if (JSON.stringify(old) === JSON.stringify(now)) return undefined;
  if (keyword === 'type') return old === 'integer' && now === 'number' ? undefined : `was ${old} and is ${now}`;
  if (keyword === 'enum') return enumChange(old, now);
  if (now === undefined) return undefined;
  if (floors.has(keyword) && typeof old === 'number' && Number(now) < old) return undefined;
  if (ceilings.has(keyword) && typeof old === 'number' && Number(now) > old) return undefined;
  return old === undefined
    ? `has got the rule ${keyword} ${text(now)}`
    : `had ${keyword} ${text(old)} and has ${text(now)}`;
}

function enumChange(old: unknown, now: unknown): string | undefined {
  if (!Array.isArray(now)) return undefined;
  if (!Array.isArray(old)) return `may now only be ${now.join(', ')}`;
  const lost = old.filter((value) => !now.includes(value));
  return lost.length > 0 ? `may no longer be ${lost.join(', ')}` : undefined;
}

const join = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);
const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
const fieldsOf = (schema: Schema): Record<string, Schema> => (schema['properties'] ?? {}) as Record<string, Schema>;
const requiredOf = (schema: Schema): string[] => (schema['required'] ?? []) as string[];
