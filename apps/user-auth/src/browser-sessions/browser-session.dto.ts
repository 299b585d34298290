import type { SignedInView } from '../sign-ins/sign-in.dto.js';

/** As after any sign-in, but for the refresh token: a page's scripts never see it. */
export type BrowserSessionView = Omit<SignedInView, 'refreshToken'>;

export function viewForBrowser({ accessToken, expiresIn, user }: SignedInView): BrowserSessionView {
  return { accessToken, expiresIn, user };
}
