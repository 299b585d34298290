import { type ApiTokenClaims, apiTokenPrefix } from '@crm/events';
import { Injectable } from '@nestjs/common';
import { Transactions, type UnitOfWork } from '../messaging.js';
import { decodeToken, type OpaqueToken } from '../opaque-token.js';
import { AccessTokensService } from '../tokens/access-tokens.service.js';
import { currentSubject } from '../tokens/current-subject.js';
import type { Subject } from '../tokens/subject.js';
import { ApiToken } from './api-token.entity.js';
import { InvalidApiToken } from './api-token.errors.js';

interface Known {
  readonly apiToken: ApiToken;
  readonly subject: Subject;
}

/** Says of an API token that somebody came with what an access token would say by itself. */
@Injectable()
export class PresentedApiTokensService {
  constructor(
    private readonly transactions: Transactions,
    private readonly tokens: AccessTokensService,
  ) {}

  /** What it allows now: its scopes, as far as its user holds them. @throws invalid-api-token */
  async claims(text: string): Promise<ApiTokenClaims> {
    const token = text.startsWith(apiTokenPrefix) ? decodeToken(text.slice(apiTokenPrefix.length)) : undefined;
    const known = token && (await this.transactions.inTenant(token.tenantId, (unit) => lookUp(unit, token)));
    if (!known) throw new InvalidApiToken();
    const { apiToken, subject } = known;
    const { permissions } = await this.tokens.grantedTo(subject);
    return {
      tokenId: apiToken.id,
      subject: subject.id,
      tenantId: apiToken.tenantId,
      role: subject.role,
      permissions: apiToken.scopes.filter((scope) => permissions.includes(scope)),
      email: subject.email,
      asOf: subject.asOf.toISOString(),
      expiresAt: apiToken.expiresAt.toISOString(),
    };
  }
}

/** Undefined for a token that is none, or none any more, and for one of somebody who is not active. */
async function lookUp(unit: UnitOfWork, { id, proof }: OpaqueToken): Promise<Known | undefined> {
  const now = new Date();
  const apiToken = await unit.manager.findOneBy(ApiToken, { id });
  if (!apiToken?.isGood(proof, now)) return undefined;
  const subject = await currentSubject(unit, 'user', apiToken.userId);
  if (!subject) return undefined;
  if (apiToken.use(now)) await unit.manager.update(ApiToken, { id }, { lastUsedAt: apiToken.lastUsedAt });
  return { apiToken, subject };
}
