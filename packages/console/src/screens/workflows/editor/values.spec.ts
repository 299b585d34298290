import { expect, test } from 'vitest';
import { listOf, scalarOf, textOf } from './values.js';

test.each([12, -1.5, true, false, null, 'text', '12', 'true', 'null', '', ' blank '])(
  'a value that is written down is read back as the same: %j',
  (value) => expect(scalarOf(textOf(value))).toBe(value),
);

test('a list is read part by part', () => {
  expect(listOf('import, 12, "12", ,true')).toEqual(['import', 12, '12', true]);
});
