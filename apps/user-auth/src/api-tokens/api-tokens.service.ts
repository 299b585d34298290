import { assertVersion, type Caller, Forbidden, mapPage, type Page, type PageQuery, pageOf } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { withholdIdempotency } from '../idempotency.js';
import { Transactions, type UnitOfWork } from '../messaging.js';
import { currentSubject } from '../tokens/current-subject.js';
import { UserNotActive } from '../users/user.errors.js';
import {
  type ApiTokenView,
  type CreateApiTokenDto,
  type EditApiTokenDto,
  type NewApiTokenView,
  viewOfApiToken,
} from './api-token.dto.js';
import { ApiToken } from './api-token.entity.js';
import { ApiTokenNotFound, BeyondOwnPermissions } from './api-token.errors.js';
import { factsOfApiToken } from './api-token-facts.js';
import { expiryOf } from './api-token-lifetime.js';

export const expireTimer = 'expire-api-token';

export type ApiTokenEnd = 'deleted' | 'expired' | 'deactivated';

/** The API tokens that users make for themselves. Nobody else sees or ends them, but with their user they end. */
@Injectable()
export class ApiTokensService {
  constructor(private readonly transactions: Transactions) {}

  /** The answer holds the token and is kept nowhere: repeated, the request makes another one. */
  async create(caller: Caller, { name, scopes, expiresAt: asked }: CreateApiTokenDto): Promise<NewApiTokenView> {
    withholdIdempotency();
    const { subject: userId } = caller;
    const tenantId = tenantOf(caller);
    assertHolds(caller, scopes);
    const { apiToken, token } = ApiToken.issue({ tenantId, userId, name, scopes, expiresAt: expiryOf(asked) });
    return this.transactions.inTenant(tenantId, async (unit) => {
      if (!(await currentSubject(unit, 'user', userId))) throw new UserNotActive('Nobody could use the token.');
      await unit.manager.insert(ApiToken, apiToken);
      await unit.schedule({ kind: expireTimer, key: apiToken.id, dueAt: apiToken.expiresAt });
      unit.announce('iam.token.created', factsOfApiToken(apiToken));
      return { ...viewOfApiToken(apiToken), token };
    });
  }

  list(caller: Caller, query: PageQuery): Promise<Page<ApiTokenView>> {
    return this.transactions.inTenant(tenantOf(caller), async ({ manager }) => {
      const own = manager.createQueryBuilder(ApiToken, 'token').where({ userId: caller.subject });
      return mapPage(await pageOf(own, 'token', query), viewOfApiToken);
    });
  }

  read(caller: Caller, id: string): Promise<ApiTokenView> {
    return this.transactions.inTenant(tenantOf(caller), async (unit) => viewOfApiToken(await found(unit, caller, id)));
  }

  /** Names it anew or changes what it is for. What it is already changes and says nothing. */
  edit(caller: Caller, id: string, changes: EditApiTokenDto, expected: number | undefined): Promise<ApiTokenView> {
    return this.transactions.inTenant(tenantOf(caller), async (unit) => {
      const apiToken = await found(unit, caller, id, true);
      assertVersion(apiToken.version, expected);
      assertHolds(caller, changes.scopes ?? []);
      const changed = apiToken.edit(changes);
      if (changed.length === 0) return viewOfApiToken(apiToken);
      await unit.manager.save(apiToken);
      unit.announce('iam.token.modified', { ...factsOfApiToken(apiToken), changed });
      return viewOfApiToken(apiToken);
    });
  }

  remove(caller: Caller, id: string): Promise<void> {
    return this.transactions.inTenant(tenantOf(caller), async (unit) => {
      await this.end(unit, [await found(unit, caller, id, true)], 'deleted');
    });
  }

  /** For a user who is deactivated, and locked. */
  async endAllOf(unit: UnitOfWork, userId: string): Promise<void> {
    const lock = { mode: 'for_no_key_update' } as const;
    const apiTokens = await unit.manager.find(ApiToken, { where: { userId }, order: { id: 'ASC' }, lock });
    await this.end(unit, apiTokens, 'deactivated');
  }

  /** Takes tokens away that are locked. */
  async end(unit: UnitOfWork, apiTokens: readonly ApiToken[], reason: ApiTokenEnd): Promise<void> {
    if (apiTokens.length === 0) return;
    await unit.manager.delete(ApiToken, { id: In(apiTokens.map(({ id }) => id)) });
    for (const apiToken of apiTokens) {
      await unit.unschedule(expireTimer, apiToken.id);
      unit.announce('iam.token.deleted', { ...factsOfApiToken(apiToken), reason });
    }
  }
}

async function found(
  { manager }: UnitOfWork,
  { subject: userId }: Caller,
  id: string,
  lock = false,
): Promise<ApiToken> {
  const apiToken = await manager.findOne(ApiToken, {
    where: { id, userId },
    ...(lock ? { lock: { mode: 'for_no_key_update' as const } } : {}),
  });
  if (!apiToken) throw new ApiTokenNotFound();
  return apiToken;
}

function tenantOf({ kind, tenantId }: Caller): string {
  if (kind !== 'user' || tenantId === null) throw new Forbidden('API tokens are for users of tenants.');
  return tenantId;
}

function assertHolds({ permissions }: Caller, scopes: readonly string[]): void {
  const missing = scopes.filter((scope) => !permissions.includes(scope));
  if (missing.length === 0) return;
  throw new BeyondOwnPermissions(`You do not hold ${missing.join(', ')}.`, { missing });
}
