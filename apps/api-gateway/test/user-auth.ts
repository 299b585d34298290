import { createHash, randomBytes } from 'node:crypto';
import { type ApiTokenClaims, apiTokenPrefix, builtInRoles, type TokenCutoff } from '@crm/events';
import { newId } from '@crm/platform';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';

export interface TokenOptions {
  readonly issuer?: string;
  readonly audience?: string;
  readonly kid?: string;
  readonly alg?: string;
  readonly key?: CryptoKey;
  /** Milliseconds since 1970. */
  readonly issuedAt?: number;
  readonly livesSeconds?: number;
  readonly notBefore?: number;
  readonly claims?: Record<string, unknown>;
}

/** Issues tokens from keys of its own, as user-auth does, and says which are overtaken. */
export class TokenIssuer {
  readonly cutoffs: TokenCutoff[] = [];
  /** How often the keys were asked for. */
  keysRead = 0;
  /** What the API tokens allow that have not ended. */
  readonly apiTokens = new Map<string, ApiTokenClaims>();
  /** API tokens that were asked about, one after the other. */
  readonly asked: string[] = [];
  private keys: { kid: string; key: CryptoKey; publicJwk: JWK }[] = [];

  static async start(): Promise<TokenIssuer> {
    const issuer = new TokenIssuer();
    await issuer.rotate();
    return issuer;
  }

  get jwks(): { keys: JWK[] } {
    this.keysRead += 1;
    return { keys: this.keys.map(({ publicJwk }) => publicJwk) };
  }

  /** Public bytes of the newest key, as an attacker could take them for a shared secret. */
  get publicBytes(): Buffer {
    return Buffer.from(String(this.newest.publicJwk.x), 'base64url');
  }

  get kid(): string {
    return this.newest.kid;
  }

  async rotate(): Promise<void> {
    const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
    const kid = newId();
    const publicJwk = { ...(await exportJWK(publicKey)), kid, alg: 'EdDSA', use: 'sig' };
    this.keys = [{ kid, key: privateKey, publicJwk }, ...this.keys];
  }

  user(tenantId: string, options: TokenOptions = {}): Promise<string> {
    const claims = {
      sub: newId(),
      kind: 'user',
      tid: tenantId,
      role: 'owner',
      perms: builtInRoles.owner,
      sid: newId(),
      pv: 1,
    };
    return this.issue({ ...claims, ...options.claims }, options);
  }

  /** The API token of a user, who may read contacts by it. */
  apiToken(tenantId: string, changes: Partial<ApiTokenClaims> = {}): string {
    const token = apiTokenPrefix + randomBytes(64).toString('base64url');
    const [asOf, expiresAt] = [new Date(), new Date(Date.now() + 3_600_000)].map((date) => date.toISOString());
    this.apiTokens.set(token, {
      ...{ tokenId: newId(), subject: newId(), tenantId, role: 'member', permissions: ['contacts:read'] },
      ...{ email: 'pat@acme.example', asOf: String(asOf), expiresAt: String(expiresAt), ...changes },
    });
    return token;
  }

  operator(options: TokenOptions = {}): Promise<string> {
    return this.issue({ sub: newId(), kind: 'operator', sid: newId(), ...options.claims }, options);
  }

  issue(claims: Record<string, unknown>, options: TokenOptions = {}): Promise<string> {
    const issuedAt = options.issuedAt ?? Date.now();
    const seconds = Math.floor(issuedAt / 1_000);
    const token = new SignJWT({ iatms: issuedAt, ...claims })
      .setProtectedHeader({ alg: options.alg ?? 'EdDSA', kid: options.kid ?? this.newest.kid, typ: 'JWT' })
      .setIssuer(options.issuer ?? 'crm/user-auth')
      .setAudience(options.audience ?? 'crm')
      .setIssuedAt(seconds)
      .setExpirationTime(seconds + (options.livesSeconds ?? 600));
    if (options.notBefore !== undefined) token.setNotBefore(options.notBefore);
    return token.sign(options.key ?? this.newest.key);
  }

  private get newest() {
    const [newest] = this.keys;
    if (!newest) throw new Error('There is no key.');
    return newest;
  }
}

export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
