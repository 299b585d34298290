import { expect, test } from 'vitest';
import { mask } from './masked.js';

test.each([
  ['a', '••••'],
  ['elevenchars', '••••'],
  ['twelve-chars', '••••hars'],
  ['a passphrase with 🗝🗝🗝🗝', '••••🗝🗝🗝🗝'],
])('%s is shown as %s', (secret, shown) => {
  expect(mask(secret)).toBe(shown);
});
