import { randomBytes } from 'node:crypto';
import { newId } from '@crm/platform';
import { expect, test } from 'vitest';
import { decodeToken } from '../opaque-token.js';
import { proves, tokenOf } from './invitation-token.js';

const secret = randomBytes(32);
const invitation = { id: newId(), tenantId: newId(), nonce: randomBytes(16) };

test('a token leads to its invitation and proves it', () => {
  const token = decodeToken(tokenOf(invitation, secret));
  expect(token).toMatchObject({ tenantId: invitation.tenantId, id: invitation.id });
  expect(token && proves(token, invitation, secret)).toBe(true);
});

test('another nonce, secret, tenant or invitation is not proved', () => {
  const token = decodeToken(tokenOf(invitation, secret));
  if (!token) throw new Error('It must be readable.');
  expect(proves(token, { ...invitation, nonce: randomBytes(16) }, secret)).toBe(false);
  expect(proves(token, invitation, randomBytes(32))).toBe(false);
  expect(proves(token, { ...invitation, tenantId: newId() }, secret)).toBe(false);
  expect(proves(token, { ...invitation, id: newId() }, secret)).toBe(false);
});

test('what was never a token is not read', () => {
  for (const text of ['', 'x', `${tokenOf(invitation, secret)}A`, '='.repeat(86)])
    expect(decodeToken(text)).toBeUndefined();
});
