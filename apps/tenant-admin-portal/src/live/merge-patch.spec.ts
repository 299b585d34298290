import { expect, test } from 'vitest';
import { patched, patchOf } from './merge-patch.js';

const before = { a: 1, list: [1, 2], inner: { same: 'x', gone: true, deep: { n: 1 } }, dropped: { x: 1 } };
const after = { a: 2, list: [1, 2, 3], inner: { same: 'x', deep: { n: 2 } }, added: { y: { z: false } } };

test('a patch holds what has changed and nothing else', () => {
  expect(patchOf(before, after)).toEqual({
    a: 2,
    list: [1, 2, 3],
    inner: { gone: null, deep: { n: 2 } },
    dropped: null,
    added: { y: { z: false } },
  });
  expect(patchOf(before, before)).toEqual({});
});

test('with its patch one state becomes the next, and is itself left alone', () => {
  const copy = structuredClone(before);
  expect(patched(before, patchOf(before, after))).toEqual(after);
  expect(patched({}, patchOf({}, after))).toEqual(after);
  expect(before).toEqual(copy);
});
