import { Controller, Get, Post } from '@nestjs/common';
import { importJWK, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problem } from '../../test/problem.js';
import { startTiny, type TinyService, tenantId, user } from '../../test/tiny-service.js';
import { RequiresPermission } from './access-decorators.js';
import type { Caller } from './caller.js';
import { CurrentCaller, TenantId } from './caller-decorators.js';

@Controller('v1/me')
class MeController {
  @Get()
  @RequiresPermission('widgets:read')
  me(@CurrentCaller() caller: Caller, @TenantId() tenant: string) {
    return { caller, tenant };
  }

  @Post()
  @RequiresPermission('widgets:read')
  change() {
    return {};
  }
}

let tiny: TinyService;
beforeAll(async () => {
  tiny = await startTiny({ controllers: [MeController] });
});
afterAll(() => tiny.stop());

const claims: JWTPayload = { kind: 'user', act: user.actor, tid: tenantId, perms: ['widgets:read'] };

interface Forgery {
  /** Whose private key signs. */
  signer?: string;
  kid?: string;
  iss?: string;
  aud?: string;
  issuedAgo?: number;
  lifetime?: number;
  claims?: JWTPayload;
}

async function token({ signer = 'api-gateway', kid = signer, iss = kid, ...rest }: Forgery = {}): Promise<string> {
  const issued = Math.floor(Date.now() / 1000) - (rest.issuedAgo ?? 0);
  const key = await importJWK(tiny.keys.private[signer] as object, 'EdDSA');
  return new SignJWT({ ...claims, ...rest.claims })
    .setProtectedHeader({ alg: 'EdDSA', kid })
    .setSubject(user.subject)
    .setIssuer(iss)
    .setAudience(rest.aud ?? 'widgets')
    .setIssuedAt(issued)
    .setExpirationTime(issued + (rest.lifetime ?? 60))
    .sign(key);
}

const ask = (authorization: string) => tiny.fetch('/v1/me', { headers: { authorization } });

describe('an internal token', () => {
  it('says who calls', async () => {
    const response = await ask(`Bearer ${await token()}`);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      tenant: tenantId,
      caller: { actor: user.actor, subject: user.subject },
    });
  });

  it.each<[string, Forgery]>([
    ['is for another service', { aud: 'billing-worker' }],
    ['has expired', { issuedAgo: 66 }],
    ['was made for longer than a token may live', { issuedAgo: 120, lifetime: 3_600 }],
    ['comes from the future', { issuedAgo: -60 }],
    ['is signed by another key than it names', { signer: 'billing-worker', kid: 'api-gateway' }],
    ['is signed by a service that is not its issuer', { signer: 'billing-worker', iss: 'api-gateway' }],
    ['speaks for a user but is not the gateway', { signer: 'billing-worker' }],
    ['speaks for another service', { claims: { kind: 'service' } }],
    ['has no kind', { claims: { kind: undefined } }],
    ['has a kind nobody knows', { claims: { kind: 'root' } }],
    ['names no trusted key', { kid: 'nobody' }],
  ])('is refused when it %s', async (_, forgery) => {
    const response = await ask(`Bearer ${await token(forgery)}`);
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
    expect(await problem(response)).toMatchObject({ status: 401, code: 'unauthenticated' });
  });

  it('is refused without a signature, with another algorithm, and when it was changed', async () => {
    const now = Math.floor(Date.now() / 1000);
    const open = new UnsecuredJWT(claims).setSubject(user.subject).setIssuer('api-gateway').setAudience('widgets');
    expect(
      (
        await ask(
          `Bearer ${open
            .setIssuedAt(now)
            .setExpirationTime(now + 60)
            .encode()}`,
        )
      ).status,
    ).toBe(401);

    // The attacker knows the public key and uses it as a shared secret.
    const secret = new TextEncoder().encode(JSON.stringify(tiny.keys.private['api-gateway']?.x).padEnd(64));
    const symmetric = new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256', kid: 'api-gateway' })
      .setSubject(user.subject);
    symmetric
      .setIssuer('api-gateway')
      .setAudience('widgets')
      .setIssuedAt(now)
      .setExpirationTime(now + 60);
    expect((await ask(`Bearer ${await symmetric.sign(secret)}`)).status).toBe(401);

    const [head = '', body = '', signature = ''] = (await token()).split('.');
    const more = JSON.parse(Buffer.from(body, 'base64url').toString()) as JWTPayload;
    const changed = Buffer.from(JSON.stringify({ ...more, tid: user.subject })).toString('base64url');
    expect((await ask(`Bearer ${head}.${changed}.${signature}`)).status).toBe(401);
  });

  it.each(['', 'Basic abc', 'Bearer', 'Bearer a b', 'Bearer not.a.token', `Bearer ${'a'.repeat(9_000)}`])(
    'must be one: %s',
    async (header) => {
      expect(await problem(await ask(header))).toMatchObject({ status: 401, code: 'unauthenticated' });
    },
  );

  it('must be there', async () => {
    expect(await problem(await tiny.fetch('/v1/me', { caller: null }))).toMatchObject({ status: 401 });
  });

  it('is asked for before the body is read', async () => {
    const broken = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{' };
    expect((await tiny.fetch('/v1/me', { ...broken, caller: null })).status).toBe(401);
    expect((await tiny.fetch('/v1/me', broken)).status).toBe(400);
  });

  it('stays refused after another was accepted', async () => {
    const good = await token();
    expect((await ask(`Bearer ${good}`)).status).toBe(200);
    expect((await ask(`Bearer ${good}`)).status).toBe(200);
    expect((await ask(`Bearer ${good}A`)).status).toBe(401);
  });

  it('is minted once for one callee and identity', async () => {
    const gateway = await tiny.tokensOf('api-gateway');
    const first = await gateway.mint('widgets', user);
    expect(await gateway.mint('widgets', { ...user })).toBe(first);
    expect(await gateway.mint('billing-worker', user)).not.toBe(first);
    expect(await gateway.mint('widgets', { ...user, permissions: [] })).not.toBe(first);
    expect(await gateway.mint('widgets', { ...user, tenantId: user.subject })).not.toBe(first);
  });
});
