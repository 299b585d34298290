import { expect, test } from 'vitest';
import { lineDiff } from './line-diff.js';

const told = (before: string, after: string): string[] =>
  lineDiff(before, after).map(({ kind, text }) => ({ same: ' ', added: '+', removed: '-' })[kind] + text);

test('what is the same stays, and what is different stands side by side', () => {
  expect(told('a\nb\nc', 'a\nx\nc\nd')).toEqual([' a', '-b', '+x', ' c', '+d']);
  expect(told('a', 'a')).toEqual([' a']);
  expect(told('a\nb', 'b')).toEqual(['-a', ' b']);
});
