import type { SecretValue } from '../secrets/secret-value.js';

/** An answer of a token endpoint (RFC 6749 section 5.1). */
export interface AccessToken {
  accessToken: string;
  tokenType: string;
  /** Null where the provider says none: then it is what was asked for. */
  scope: string | null;
  /** Null where the provider does not say. */
  expiresAt: Date | null;
}

/** What a request to the other product is made with. */
export type Credential =
  | Exclude<SecretValue, { type: 'oauth2-client-credentials' }>
  | ({ type: 'oauth2-client-credentials' } & AccessToken);
