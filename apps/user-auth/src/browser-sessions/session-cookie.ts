import { parseCookie, stringifySetCookie } from 'cookie';

const name = 'crm_session';
/** Browsers send it here and nowhere else. */
const path = '/v1/auth/browser-session';
/** As long as a session may be idle. */
const maxAge = 14 * 86_400;

/** The refresh token in the header `Cookie`; undefined without. */
export function refreshTokenIn(cookies: string | undefined): string | undefined {
  return cookies === undefined ? undefined : parseCookie(cookies)[name];
}

/** `Set-Cookie` for a refresh token, or to forget it (null). No script can read it and no other site can have it sent. */
export function sessionCookie(refreshToken: string | null, publicUrl: string): string {
  return stringifySetCookie({
    name,
    value: refreshToken ?? '',
    path,
    maxAge: refreshToken === null ? 0 : maxAge,
    httpOnly: true,
    sameSite: 'strict',
    secure: publicUrl.startsWith('https:'),
  });
}
