import { expect, inject, test } from 'vitest';
import { Platform } from '../src/platform/platform.js';

test('a merge can be undone, and both contacts are what they were', async () => {
  const platform = new Platform(inject('platformAt'));
  const { owner, slug } = await platform.newTenant('Undo');
  const make = (givenName: string, email: string) =>
    owner.session.post('/v1/contacts', {
      givenName,
      familyName: 'Twin',
      company: 'Gemini',
      emails: [{ address: `${email}@${slug}.example` }],
    });
  const [first, second] = [await make('Tina', 'tina'), await make('T.', 't.twin')];
  const read = async (id: string) => {
    const { version: _version, updatedAt: _updatedAt, ...contact } = await owner.session.get(`/v1/contacts/${id}`);
    return contact;
  };
  const before = [await read(first.id), await read(second.id)];
  const merge = await owner.session.post('/v1/merges', { survivorId: first.id, mergedIds: [second.id] });
  const merged = await read(first.id);
  expect(merged.emails.map((email: { address: string }) => email.address).sort()).toEqual([
    `t.twin@${slug}.example`,
    `tina@${slug}.example`,
  ]);
  await owner.session.post(`/v1/merges/${merge.id}/undo`);
  expect([await read(first.id), await read(second.id)]).toEqual(before);
});
