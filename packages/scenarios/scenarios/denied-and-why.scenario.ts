import { expect, inject, test } from 'vitest';
import { Platform } from '../src/platform/platform.js';

test('somebody who is denied learns which role, overlay or containment says so', async () => {
  const platform = new Platform(inject('platformAt'));
  const tenant = await platform.newTenant('Why');
  const viewer = await platform.join(tenant, 'Vera Viewer', 'viewer');
  const refused = await viewer.session.ask<{ type: string; detail: string }>('POST', '/v1/contacts', {
    body: { givenName: 'X', familyName: 'Y', emails: [] },
  });
  expect(refused.status).toBe(403);
  expect(refused.body.detail).toContain('contacts:write');
  const decision = await viewer.session.post('/v1/decisions', {
    subjectId: viewer.userId,
    permission: 'contacts:write',
  });
  expect(decision).toMatchObject({ allowed: false, reason: 'permission-not-granted' });
  expect(JSON.stringify(decision.explanation)).toContain('viewer');
});
