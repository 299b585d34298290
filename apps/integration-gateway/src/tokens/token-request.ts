import type { OpenClient } from '../auth-clients/auth-clients.service.js';
import type { Parcel } from '../senders/post.service.js';

/** RFC 6749 section 2.3.1: both are form-encoded before they are joined. */
function basic(clientId: string, clientSecret: string): string {
  return Buffer.from(`${formEncoded(clientId)}:${formEncoded(clientSecret)}`).toString('base64');
}

const formEncoded = (text: string): string => new URLSearchParams([['', text]]).toString().slice(1);

/** Asks for a token with the client credentials grant (RFC 6749 section 4.4). */
export function tokenRequest(
  { tokenUrl, clientId, clientSecret, authMethod }: OpenClient,
  scope: string | null,
): Parcel {
  const inBody = authMethod === 'post';
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    ...(scope === null ? {} : { scope }),
    ...(inBody ? { client_id: clientId, client_secret: clientSecret } : {}),
  });
  return {
    url: tokenUrl,
    headers: {
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded',
      'user-agent': 'crm-secrets/1',
      ...(inBody ? {} : { authorization: `Basic ${basic(clientId, clientSecret)}` }),
    },
    body: form.toString(),
  };
}

/** Every form in which the request carries the client secret. */
export function formsOfSecret({ clientId, clientSecret }: OpenClient): string[] {
  return [clientSecret, formEncoded(clientSecret), basic(clientId, clientSecret)];
}
