import { expect, test } from 'vitest';
import { type Condition, holds, readsContact } from './condition.js';
import { fill } from './template.js';

const facts = {
  event: { source: 'manual', score: 40, reasons: [{ component: 'seats' }], at: '2026-01-02T00:00:00.000Z' },
  contact: { email: 'a@b.example', tags: ['vip'], stage: null, employees: 12, optedIn: false },
};

test.each<[Condition, boolean]>([
  [{ field: 'event.source', op: 'eq', value: 'manual' }, true],
  [{ field: 'event.source', op: 'eq', value: 'import' }, false],
  [{ field: 'event.source', op: 'ne', value: 'import' }, true],
  [{ field: 'event.nothing', op: 'ne', value: 'x' }, true],
  [{ field: 'contact.optedIn', op: 'eq', value: false }, true],
  [{ field: 'event.score', op: 'lt', value: 41 }, true],
  [{ field: 'event.score', op: 'lt', value: 40 }, false],
  [{ field: 'event.score', op: 'gt', value: '3' }, false],
  [{ field: 'event.nothing', op: 'lt', value: 1 }, false],
  [{ field: 'contact.stage', op: 'lt', value: 1 }, false],
  [{ field: 'event.at', op: 'gt', value: '2026-01-01T00:00:00.000Z' }, true],
  [{ field: 'contact.email', op: 'contains', value: '@b.' }, true],
  [{ field: 'contact.tags', op: 'contains', value: 'vip' }, true],
  [{ field: 'contact.tags', op: 'contains', value: 'vi' }, false],
  [{ field: 'contact.employees', op: 'contains', value: '1' }, false],
  [{ field: 'contact.email', op: 'exists' }, true],
  [{ field: 'contact.stage', op: 'exists' }, false],
  [{ field: 'contact.stage', op: 'exists', value: false }, true],
  [{ field: 'event.source', op: 'in', value: ['import', 'manual'] }, true],
  [{ field: 'event.source', op: 'in', value: ['import'] }, false],
  [{ field: 'event.reasons.0.component', op: 'eq', value: 'seats' }, true],
  [{ field: 'event.constructor', op: 'exists' }, false],
  [{ field: 'source', op: 'eq', value: 'manual' }, true],
  [{ field: 'employees', op: 'gt', value: 11 }, true],
  [{ field: 'nothing', op: 'exists' }, false],
  [{ not: { field: 'event.source', op: 'eq', value: 'manual' } }, false],
  [
    {
      all: [
        { field: 'event.source', op: 'exists' },
        { field: 'event.score', op: 'gt', value: 50 },
      ],
    },
    false,
  ],
  [
    {
      any: [
        { field: 'event.source', op: 'exists' },
        { field: 'event.score', op: 'gt', value: 50 },
      ],
    },
    true,
  ],
])('%j is %s', (condition, expected) => {
  expect(holds(condition, facts)).toBe(expected);
});

test('a contact is read only where a field of it stands', () => {
  expect(readsContact({ not: { any: [{ field: 'contact.email', op: 'exists' }] } }, {})).toBe(true);
  expect(readsContact({ field: 'event.contact', op: 'exists' }, {})).toBe(false);
  expect(readsContact(undefined, {})).toBe(false);
  expect(readsContact({ field: 'company', op: 'exists' }, { company: 'Acme' })).toBe(false);
  expect(readsContact({ field: 'company', op: 'exists' }, {})).toBe(true);
});

test('texts are filled from the event alone', () => {
  expect(fill('{{event.score}} of {{ event.reasons.0.component }}, {{event.no}}{{contact.email}}', facts.event)).toBe(
    '40 of seats, {{contact.email}}',
  );
});
