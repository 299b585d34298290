import { readFileSync } from 'node:fs';
import { eventClasses, links, serviceEventNames, serviceEvents, tellerOf } from '@crm/events';
import { expect, test } from 'vitest';

const document = readFileSync(new URL('../docs/service-events.md', import.meta.url), 'utf8');
const rows = [...document.matchAll(/^\| `([^`]+)` \| [^|]+ \| ([a-z-]+) \|$/gm)].map(([, name = '', teller = '']) => ({
  name,
  teller,
}));

test('the table of service events is the one in the document: 36 names, each with its one teller', () => {
  expect(rows).toHaveLength(36);
  expect(serviceEventNames).toEqual(rows.map(({ name }) => name));
  expect(new Set(serviceEventNames).size).toBe(36);
  for (const { name, teller } of rows) expect([name, tellerOf(name)]).toEqual([name, teller]);
});

test('every teller is one of the twelve, and no name is a type of the map', () => {
  for (const service of Object.keys(serviceEvents)) expect(links).toHaveProperty(service);
  const types = new Set(eventClasses.map(({ type }): string => type));
  expect(serviceEventNames.filter((name) => types.has(name))).toEqual([]);
});
