import { expect, inject, test } from 'vitest';
import { ask } from '../src/platform/http.js';
import { Platform } from '../src/platform/platform.js';

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

test('bad input is answered by a 4xx problem that names the field and the rule, and nothing changes', async () => {
  const platform = new Platform(inject('platformAt'));
  const { owner } = await platform.newTenant('Bad input');
  const send = (body: unknown, headers: Record<string, string> = {}) =>
    owner.session.ask<{ type: string; status: number; errors?: { field: string; rule: string }[]; stack?: string }>(
      'POST',
      '/v1/contacts',
      { body, headers },
    );
  const json = { 'content-type': 'application/json' };
  const cases: [string, Awaited<ReturnType<typeof send>>, number][] = [
    ['malformed JSON', await send('{"givenName": ', json), 400],
    ['broken UTF-8', await send(bytes('{"givenName":"\xff\xfe"}'), json), 400],
    ['an unknown field', await send({ givenName: 'A', familyName: 'B', emails: [], colour: 'red' }), 400],
    ['a wrong type', await send({ givenName: 7, familyName: 'B', emails: [] }), 400],
    [
      'a nested wrong field',
      await send({ givenName: 'A', familyName: 'B', emails: [{ address: 'not an address' }] }),
      400,
    ],
    ['a NUL character', await send({ givenName: 'A\u0000', familyName: 'B', emails: [] }), 400],
    ['an oversized body', await send({ givenName: 'A', familyName: 'x'.repeat(2_000_000), emails: [] }), 413],
    ['another media type', await send('givenName=A', { 'content-type': 'application/x-www-form-urlencoded' }), 415],
  ];
  for (const [name, answer, status] of cases) {
    expect([name, answer.status, answer.headers.get('content-type')]).toEqual([
      name,
      status,
      expect.stringContaining('application/problem+json'),
    ]);
    expect(answer.body.stack, name).toBeUndefined();
  }
  expect(cases[2]?.[1].body.errors).toEqual([expect.objectContaining({ field: 'colour' })]);
  expect(cases[4]?.[1].body.errors?.[0]?.field).toMatch(/^emails\.0\.address$/);
  expect((await owner.session.get('/v1/contacts')).items).toEqual([]);
});

test('a path that is not public is not there, however it is written', async () => {
  const platform = new Platform(inject('platformAt'));
  const { owner } = await platform.newTenant('Paths');
  for (const path of [
    '/internal/users',
    '/v1/contacts/../../internal/users',
    '/v1/contacts/%2e%2e/%2e%2e/internal/users',
    '/v1/contacts%2f..%2finternal',
    '/v1/nothing',
  ]) {
    const { status } = await ask(platform.at.gatewayUrl, 'GET', path, { token: owner.session.accessToken });
    expect([path, status >= 400 && status < 500]).toEqual([path, true]);
  }
});
