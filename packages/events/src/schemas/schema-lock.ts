import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { breakingChanges } from './compare-schemas.js';
import { type EventSchemas, eventSchemas } from './event-schema.js';

const howTo = 'run "npm run links -- --write"';

/** What is wrong with the lock, as sentences: breaking changes first, else that it is not up to date. */
export function lockDifferences(file: string, schemas: EventSchemas = eventSchemas()): string[] {
  if (!existsSync(file)) return [`${file} is missing; ${howTo}.`];
  const committed = readFileSync(file, 'utf8');
  const breaking = breakingChanges(JSON.parse(committed) as EventSchemas, schemas);
  if (breaking.length > 0) return breaking;
  return committed === lockText(schemas) ? [] : [`The schemas of the events have grown; ${howTo} and commit the lock.`];
}

/** Brings the lock up to date. Breaking changes are refused: they are answered and nothing is written. */
export function writeLock(file: string, schemas: EventSchemas = eventSchemas()): string[] {
  const before = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as EventSchemas) : {};
  const breaking = breakingChanges(before, schemas);
  if (breaking.length === 0) writeFileSync(file, lockText(schemas));
  return breaking;
}

/** The same bytes for the same contracts, whatever the order of declarations and decorators. */
export function lockText(schemas: EventSchemas): string {
  return `${JSON.stringify(sorted(schemas), null, 2)}\n`;
}

function sorted(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return key === 'required' ? [...value].sort() : value.map((one) => sorted(one));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, one]) => [name, sorted(one, name)]));
}
