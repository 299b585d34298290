import type { TestService } from '@crm/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { boot, join, password } from './people.js';

const page = { 'sec-fetch-site': 'same-origin' };
const path = '/v1/auth/browser-session';

let auth: TestService;
let someone: Awaited<ReturnType<typeof join>>;

beforeAll(async () => {
  ({ auth } = await boot());
  someone = await join(auth);
});
afterAll(() => auth.stop());

async function start(headers: Record<string, string> = page) {
  const answer = await (await auth.anonymous()).post(path, { email: someone.email, password }, { headers });
  const cookie = answer.headers.get('set-cookie') ?? '';
  return { ...answer, cookie, sent: cookie.split(';')[0] ?? '' };
}

async function refresh(cookie: string, headers: Record<string, string> = page) {
  const answer = await (await auth.anonymous()).post(`${path}/refresh`, undefined, { headers: { ...headers, cookie } });
  return { ...answer, sent: answer.headers.get('set-cookie')?.split(';')[0] ?? '' };
}

describe('a session of a browser', () => {
  it('keeps the refresh token in a cookie that scripts cannot read and no other site can have sent', async () => {
    const { status, body, cookie } = await start();
    expect(status).toBe(200);
    expect(Object.keys(body).sort()).toEqual(['accessToken', 'expiresIn', 'user']);
    expect(body.user).toMatchObject({ kind: 'user', id: someone.userId, tenantId: someone.tenantId });
    const [pair, ...attributes] = cookie.split('; ');
    expect(pair).toMatch(/^crm_session=[\w-]{86}$/);
    expect(attributes.sort()).toEqual(['HttpOnly', 'Max-Age=1209600', `Path=${path}`, 'SameSite=Strict']);
  });

  it('goes on with the next cookie; two tabs that ask at once get one and the same', async () => {
    const { sent } = await start();
    const [first, second] = await Promise.all([refresh(sent), refresh(sent)]);
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(first.sent).toBe(second.sent);
    expect(first.sent).not.toBe(sent);
    expect((await refresh(first.sent)).body.user.id).toBe(someone.userId);
  });

  it('ends with the cookie, which is taken away', async () => {
    const { sent } = await start();
    const client = await auth.anonymous();
    const { status, headers } = await client.delete(path, { headers: { ...page, cookie: sent } });
    expect(status).toBe(204);
    expect(headers.get('set-cookie')).toMatch(/^crm_session=; Max-Age=0; /);
    expect(await refresh(sent)).toMatchObject({ status: 401, body: { type: 'urn:crm:problem:session-ended' } });
    expect((await client.delete(path, { headers: page })).status).toBe(204);
  });

  it('is neither started nor renewed nor ended by a page of another site', async () => {
    const { sent } = await start();
    const client = await auth.anonymous();
    const foreign: Record<string, string>[] = [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'http://evil.example' },
      { origin: 'null' },
    ];
    for (const headers of foreign) {
      const answers = [
        await start(headers),
        await refresh(sent, headers),
        await client.delete(path, { headers: { ...headers, cookie: sent } }),
      ];
      for (const { status, body } of answers) {
        expect({ status, type: body.type }).toEqual({ status: 403, type: 'urn:crm:problem:foreign-origin' });
      }
    }
    expect((await refresh(sent, { origin: 'http://crm.example' })).status).toBe(200);
  });

  it('is refused without a cookie, and with one that was made up', async () => {
    expect(await refresh('')).toMatchObject({ status: 401, body: { type: 'urn:crm:problem:invalid-refresh-token' } });
    expect((await refresh(`crm_session=${'A'.repeat(86)}`)).status).toBe(401);
    expect((await refresh('crm_session=%00<script>')).status).toBe(401);
  });
});
