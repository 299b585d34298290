import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { commands } from '@crm/events';
import { newId } from '@crm/platform';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

/** Stands where user-auth stands: keys to verify tokens by, no token overtaken, and tokens as user-auth issues them. */
export interface UserAuth {
  readonly url: string;
  tokenOf(claims: Record<string, unknown>): Promise<string>;
  stop(): void;
}

export async function startUserAuth(): Promise<UserAuth> {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
  const kid = newId();
  const jwk = { ...(await exportJWK(publicKey)), kid, alg: 'EdDSA', use: 'sig' };
  const answerTo = ({ url }: IncomingMessage): object | undefined => {
    if (url === '/.well-known/jwks.json') return { keys: [jwk] };
    if (url?.startsWith(commands['token-cutoffs'].path)) return { cutoffs: [], asOf: new Date().toISOString() };
    return undefined;
  };
  const server = createServer((request, response) => {
    const answer = answerTo(request);
    response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(answer ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    tokenOf(claims) {
      const now = Date.now();
      const seconds = Math.floor(now / 1_000);
      return new SignJWT({ iatms: now, sid: newId(), pv: 1, ...claims })
        .setProtectedHeader({ alg: 'EdDSA', kid, typ: 'JWT' })
        .setIssuer('crm/user-auth')
        .setAudience('crm')
        .setSubject(newId())
        .setIssuedAt(seconds)
        .setExpirationTime(seconds + 3_000)
        .sign(privateKey);
    },
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
