import type { Schema } from '@crm/platform';
import { expect, test } from 'vitest';
import { breakingChanges } from './compare-schemas.js';

const order = {
  type: 'object',
  required: ['id', 'state', 'lines'],
  properties: {
    id: { type: 'string', format: 'uuid' },
    state: { type: 'string', enum: ['open', 'paid'] },
    note: { type: 'string', maxLength: 100 },
    total: { type: 'integer', minimum: 0, maximum: 1000 },
    lines: {
      type: 'array',
      minItems: 1,
      items: { type: 'object', required: ['sku'], properties: { sku: { type: 'string' }, count: { type: 'integer' } } },
    },
  },
};
type Order = typeof order;

const changesAfter = (change: (copy: Order & { properties: Record<string, Schema> }) => void): string[] => {
  const copy = structuredClone(order) as Order & { properties: Record<string, Schema> };
  change(copy);
  return breakingChanges({ 'crm.order.paid.v1': order }, { 'crm.order.paid.v1': copy });
};

test.each<[string, Parameters<typeof changesAfter>[0]]>([
  ['a new optional field', (o) => Object.assign(o.properties, { colour: { type: 'string' } })],
  ['a longer text', (o) => Object.assign(o.properties.note, { maxLength: 200 })],
  ['a limit that is gone', (o) => Reflect.deleteProperty(o.properties.note, 'maxLength')],
  ['a lower floor', (o) => Object.assign(o.properties.total, { minimum: -1 })],
  ['one more value', (o) => o.properties.state.enum.push('void')],
  ['fractions where whole numbers were', (o) => Object.assign(o.properties.total, { type: 'number' })],
  ['another description', (o) => Object.assign(o, { description: 'else' })],
  ['another order of the required', (o) => o.required.reverse()],
])('%s passes', (_name, change) => {
  expect(changesAfter(change)).toEqual([]);
});

test.each<[string, Parameters<typeof changesAfter>[0], string]>([
  [
    'removing a field',
    (o) => Reflect.deleteProperty(o.properties, 'note'),
    'note of crm.order.paid.v1 has been removed.',
  ],
  [
    'a new required field',
    (o) => {
      Object.assign(o.properties, { colour: { type: 'string' } });
      o.required.push('colour');
    },
    'colour of crm.order.paid.v1 is new and required; a new field must be optional.',
  ],
  ['requiring a field', (o) => o.required.push('note'), 'note of crm.order.paid.v1 has become required.'],
  [
    'no longer requiring a field',
    (o) => o.required.shift(),
    'id of crm.order.paid.v1 may be absent now, and readers count on it.',
  ],
  [
    'another type',
    (o) => Object.assign(o.properties.note, { type: 'integer' }),
    'note of crm.order.paid.v1 was string and is integer.',
  ],
  [
    'another type inside a list',
    (o) => Object.assign(o.properties.lines.items.properties.count, { type: 'string' }),
    'lines[].count of crm.order.paid.v1 was integer and is string.',
  ],
  ['one value less', (o) => o.properties.state.enum.pop(), 'state of crm.order.paid.v1 may no longer be paid.'],
  [
    'a closed list where any text was',
    (o) => Object.assign(o.properties.note, { enum: ['a', 'b'] }),
    'note of crm.order.paid.v1 may now only be a, b.',
  ],
  [
    'a shorter text',
    (o) => Object.assign(o.properties.note, { maxLength: 50 }),
    'note of crm.order.paid.v1 had maxLength 100 and has 50.',
  ],
  [
    'a higher floor',
    (o) => Object.assign(o.properties.total, { minimum: 1 }),
    'total of crm.order.paid.v1 had minimum 0 and has 1.',
  ],
  [
    'a new limit',
    (o) => Object.assign(o.properties.lines, { maxItems: 9 }),
    'lines of crm.order.paid.v1 has got the rule maxItems 9.',
  ],
  [
    'another format',
    (o) => Object.assign(o.properties.id, { format: 'email' }),
    'id of crm.order.paid.v1 had format uuid and has email.',
  ],
  [
    'a removed field inside a list',
    (o) => Reflect.deleteProperty(o.properties.lines.items.properties, 'sku'),
    'lines[].sku of crm.order.paid.v1 has been removed.',
  ],
])('%s is refused and named', (_name, change, sentence) => {
  expect(changesAfter(change)).toEqual([sentence]);
});

test('an event does not disappear', () => {
  expect(breakingChanges({ 'crm.order.paid.v1': order }, {})).toEqual([
    'crm.order.paid.v1 is gone; an event that was published keeps its version.',
  ]);
});
