import { timingSafeEqual } from 'node:crypto';
import { apiTokenPrefix } from '@crm/events';
import { newId } from '@crm/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { encodeToken } from '../opaque-token.js';
import { hashOf, newSecret } from '../sessions/refresh-secret.js';

const minuteMs = 60_000;

/** With it a user's programs come in the user's name, for some of what the user may do. */
@Entity()
export class ApiToken {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('uuid') userId: string;
  @Column('text') name: string;
  /** It allows these, as far as its user holds them. */
  @Column('jsonb') scopes: string[];
  /** SHA-256 of the secret; the token itself is shown once. */
  @Column('bytea') hash: Buffer;
  @Column('text') lastFour: string;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') expiresAt: Date;
  /** To the minute. */
  @Column('timestamptz', { nullable: true }) lastUsedAt: Date | null;
  @Column('integer') version: number;

  /** A new one, and what its user is shown of it. */
  static issue(about: Pick<ApiToken, 'tenantId' | 'userId' | 'name' | 'scopes' | 'expiresAt'>): {
    apiToken: ApiToken;
    token: string;
  } {
    const id = newId();
    const proof = newSecret();
    const token = apiTokenPrefix + encodeToken({ tenantId: about.tenantId, id, proof });
    const apiToken = Object.assign(new ApiToken(), about, {
      id,
      hash: hashOf(proof),
      lastFour: token.slice(-4),
      createdAt: new Date(),
      lastUsedAt: null,
      version: 1,
    });
    return { apiToken, token };
  }

  isGood(proof: Buffer, now: Date): boolean {
    return timingSafeEqual(this.hash, hashOf(proof)) && this.expiresAt > now;
  }

  /** Notes that it is used; false when this minute is noted already. */
  use(now: Date): boolean {
    const minute = new Date(Math.floor(now.getTime() / minuteMs) * minuteMs);
    if (this.lastUsedAt && this.lastUsedAt >= minute) return false;
    this.lastUsedAt = minute;
    return true;
  }

  /** Answers what has changed. */
  edit({ name = this.name, scopes = this.scopes }: Partial<Pick<ApiToken, 'name' | 'scopes'>>): string[] {
    const regranted = scopes.length !== this.scopes.length || scopes.some((scope) => !this.scopes.includes(scope));
    const changed = [...(name === this.name ? [] : ['name']), ...(regranted ? ['scopes'] : [])];
    if (changed.length > 0) Object.assign(this, { name, scopes, version: this.version + 1 });
    return changed;
  }
}
