import { expect, test } from 'vitest';
import { isOpenWhileSuspended } from './suspension.js';

test.each([
  ['GET', '/v1/invoices'],
  ['GET', '/v1/invoices/0198c0de-0000-7000-8000-000000000001'],
  ['HEAD', '/v1/subscription'],
  ['GET', '/v1/contacts/export'],
  ['POST', '/v1/auth/refresh'],
  ['DELETE', '/v1/sessions/0198c0de-0000-7000-8000-000000000001'],
  ['POST', '/v1/support/requests'],
])('%s %s stays open', (method, path) => {
  expect(isOpenWhileSuspended(method, path)).toBe(true);
});

test.each([
  ['GET', '/v1/contacts'],
  ['GET', '/v1/contacts/exported'],
  ['POST', '/v1/contacts'],
  ['GET', '/v1/invoicesx'],
  ['POST', '/v1/invoices'],
  ['PATCH', '/v1/tenants/0198c0de-0000-7000-8000-000000000001'],
])('%s %s is closed', (method, path) => {
  expect(isOpenWhileSuspended(method, path)).toBe(false);
});
