import { expect, test } from 'vitest';
import { retryPause } from './retry-pause.js';

test('the pause is drawn from zero up to the schedule', () => {
  expect(retryPause([5, 300], 1, null, () => 0)).toBe(0);
  expect(retryPause([5, 300], 2, null, () => 0.5)).toBe(150);
});

test('there is none after the last one', () => {
  expect(retryPause([5, 300], 3, null)).toBeNull();
  expect(retryPause([5, 300], 3, 10)).toBeNull();
});

test('the receiver may ask for a longer one, up to a day', () => {
  expect(retryPause([5], 1, 60, () => 1)).toBe(60);
  expect(retryPause([5], 1, 1, () => 1)).toBe(5);
  expect(retryPause([5], 1, 9_999_999, () => 1)).toBe(86_400);
});
