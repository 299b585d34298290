import { expect, test } from 'vitest';
import { monthsBetween, retentionOf } from './retention.js';

test('months are counted over the turn of a year', () => {
  expect(monthsBetween('2025-11', '2026-02')).toBe(3);
  expect(monthsBetween('2026-02', '2026-02')).toBe(0);
});

test('a tenant counts until the month that it left in', () => {
  expect(retentionOf(4, [0, 2], 3).map(({ tenants }) => tenants)).toEqual([3, 3, 2, 2]);
  expect(retentionOf(4, [], 0)).toEqual([{ month: 0, tenants: 4, share: 1 }]);
});
