import { expect, test } from 'vitest';
import { canonicalJson } from './canonical-json.js';

test('it writes the examples of RFC 8785', () => {
  const numbers = [333333333.3333333, 1e30, 4.5, 2e-3, 0.000000000000000000000000001, -0];
  expect(canonicalJson({ numbers, literals: [null, true, false] })).toBe(
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27,0]}',
  );
  const sorting = { '\u20ac': 1, '\r': 2, '\ufb33': 3, 1: 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 };
  expect(Object.values(JSON.parse(canonicalJson(sorting).replace(/"1":4,?/, '')))).toEqual([2, 6, 7, 1, 5, 3]);
});

test('the order in which members were added does not matter, and what JSON cannot hold is refused', () => {
  expect(canonicalJson({ b: { d: 1, c: 2 }, a: undefined })).toBe(canonicalJson({ b: { c: 2, d: 1 } }));
  expect(() => canonicalJson({ a: Number.NaN })).toThrow(TypeError);
  expect(() => canonicalJson({ a: 1n })).toThrow(TypeError);
});
