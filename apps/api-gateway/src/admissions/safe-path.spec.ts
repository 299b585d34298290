import { expect, test } from 'vitest';
import { isSafePath } from './safe-path.js';

test.each([
  '/v1/contacts',
  '/v1/contacts/',
  '/v1/contacts/0198c0de-0000-7000-8000-000000000001',
  '/v1/attributes/gr%C3%B6%C3%9Fe',
  '/v1/attributes/a...b',
  '/v1/attributes/..a',
  '/v1/attributes/100%25',
  '/v1/a/b@c.example:1+2;x=y',
  '/',
])('%s means one thing', (path) => {
  expect(isSafePath(path)).toBe(true);
});

test.each([
  '',
  'v1/contacts',
  'http://elsewhere.example/v1/contacts',
  '//elsewhere.example/v1',
  '/v1//contacts',
  '/v1/contacts/..',
  '/v1/contacts/../../internal',
  '/v1/contacts/./x',
  '/v1/contacts/%2e%2e/internal/token-cutoffs',
  '/v1/contacts/%2E./internal',
  '/v1/contacts/.%2e',
  '/v1/contacts/%2e',
  '/v1/contacts/..%2f..%2finternal',
  '/v1/contacts/a%2Fb',
  '/v1/contacts/..%5cinternal',
  '/v1/contacts/..\\internal',
  '/v1/contacts/%00',
  '/v1/contacts/a%0d%0aHost:%20x',
  '/v1/contacts/%7f',
  '/v1/contacts/%',
  '/v1/contacts/%zz',
  '/v1/contacts/%c3%28',
  '/v1/contacts/%ff',
  '/v1/contacts/é',
  '/v1/contacts#x',
])('%s is refused', (path) => {
  expect(isSafePath(path)).toBe(false);
});
