import { expect, test } from 'vitest';
import { isBeyondApiTokens } from './api-token-reach.js';

test.each([
  '/v1/api-tokens',
  '/v1/api-tokens/0198c0de-0000-7000-8000-000000000001',
  '/v1/sessions',
  '/v1/sessions/0198c0de-0000-7000-8000-000000000001',
  '/v1/auth/accept-invitation',
  '/v1/auth/keys/rotate',
])('%s is for people themselves', (path) => {
  expect(isBeyondApiTokens(path)).toBe(true);
});

test.each(['/v1/contacts', '/v1/users/me', '/v1/auth-clients', '/v1/api-tokensx'])('%s is for programs too', (path) => {
  expect(isBeyondApiTokens(path)).toBe(false);
});
