import { Log, ServiceConfig } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import { type CryptoKey, importJWK, type JWK } from 'jose';
import { keysAway } from './token.errors.js';

/** However many unknown keys tokens name, user-auth is asked no more often. */
const cooldownMs = 3_000;
const cooldownAfterFailureMs = 250;
/** So old, keys are read again beside the work, to notice those that were withdrawn. */
const staleMs = 300_000;
const limitMs = 3_000;

/** The public keys that user-auth signs tokens with, as it publishes them. */
@Injectable()
export class UserKeys {
  private keys = new Map<string, CryptoKey>();
  private readAt = 0;
  private nextReadAt = 0;
  private reading: Promise<void> | undefined;

  constructor(
    private readonly config: ServiceConfig,
    private readonly log: Log,
  ) {}

  /**
   * The key with this id, undefined when there is none.
   * @throws 503 `authentication-unavailable` when no keys have been read yet and none can be
   */
  async find(kid: string): Promise<CryptoKey | undefined> {
    const known = this.keys.get(kid);
    if (known) {
      if (Date.now() - this.readAt > staleMs) void this.read().catch(() => undefined);
      return known;
    }
    try {
      await this.read();
    } catch {
      throw keysAway();
    }
    if (this.readAt === 0) throw keysAway();
    return this.keys.get(kid);
  }

  /** Reads the keys unless that was done just now; everybody waits for the same answer. */
  private read(): Promise<void> {
    if (!this.reading && Date.now() >= this.nextReadAt) {
      this.reading = this.fetch().finally(() => {
        this.reading = undefined;
      });
    }
    return this.reading ?? Promise.resolve();
  }

  private async fetch(): Promise<void> {
    try {
      const url = new URL('/.well-known/jwks.json', this.config.SERVICE_URLS['user-auth']);
      const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(limitMs) });
      if (!response.ok) throw new Error(`user-auth answered ${response.status}.`);
      const { keys } = (await response.json()) as { keys: JWK[] };
      this.keys = await imported(keys);
      this.readAt = Date.now();
      this.nextReadAt = this.readAt + cooldownMs;
    } catch (error) {
      this.nextReadAt = Date.now() + cooldownAfterFailureMs;
      this.log.warn('The keys of user-auth could not be read', { error });
      throw error;
    }
  }
}

/** Keys of other kinds than Ed25519 are not for us. */
async function imported(keys: readonly JWK[]): Promise<Map<string, CryptoKey>> {
  const usable = keys.filter(({ kid, kty, crv, d }) => kid && kty === 'OKP' && crv === 'Ed25519' && d === undefined);
  return new Map(
    await Promise.all(
      usable.map(async (key) => [key.kid, (await importJWK(key, 'EdDSA')) as CryptoKey] as [string, CryptoKey]),
    ),
  );
}
