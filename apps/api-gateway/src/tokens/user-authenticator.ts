import { apiTokenPrefix } from '@crm/events';
import { type Authenticator, anonymousCaller, bearerToken, type Caller, isUuid, ValidationFailed } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { NoTenant } from '../tenants/tenant.errors.js';
import { TenantDirectory } from '../tenants/tenant-directory.js';
import { ApiTokens } from './api-tokens.js';
import { ForeignTenant, tokenStale } from './token.errors.js';
import { TokenCutoffs } from './token-cutoffs.js';
import type { UserToken } from './user-claims.js';
import { UserTokens } from './user-tokens.js';

/** The gateway knows people and their programs by the tokens of user-auth; whoever brings none is anonymous. */
@Injectable()
export class UserAuthenticator implements Authenticator {
  /** An operator's caller in each tenant that they name, so that what is kept by caller is found again. */
  private readonly inTenants = new WeakMap<Caller, Map<string, Caller>>();

  constructor(
    private readonly tokens: UserTokens,
    private readonly apiTokens: ApiTokens,
    private readonly cutoffs: TokenCutoffs,
    private readonly tenants: TenantDirectory,
  ) {}

  authenticate(request: FastifyRequest): Caller | Promise<Caller> {
    const { headers } = request;
    const token = bearerToken(headers.authorization);
    if (token === undefined) return anonymousCaller;
    const named = headers['x-tenant-id'];
    const ofProgram = token.startsWith(apiTokenPrefix);
    const verified = ofProgram ? this.apiTokens.verify(token, request) : this.tokens.verify(token);
    return verified instanceof Promise ? verified.then((late) => this.admit(late, named)) : this.admit(verified, named);
  }

  private admit(token: UserToken, named: string | string[] | undefined): Caller | Promise<Caller> {
    const overtaken = this.cutoffs.against(token);
    if (overtaken !== undefined) throw tokenStale(overtaken);
    if (named === undefined) return token.caller;
    const tenantId = String(named).toLowerCase();
    if (token.caller.kind === 'operator') return this.inTenant(token.caller, tenantId);
    if (token.caller.tenantId !== tenantId) throw new ForeignTenant('Leave out the header x-tenant-id.');
    return token.caller;
  }

  private inTenant(operator: Caller, tenantId: string): Caller | Promise<Caller> {
    if (!isUuid(tenantId)) {
      throw new ValidationFailed([{ field: 'x-tenant-id', rule: 'isUuid', message: 'x-tenant-id must be a UUID' }]);
    }
    const known = this.tenants.find(tenantId);
    if (known instanceof Promise) return known.then((state) => this.acting(operator, tenantId, state !== undefined));
    return this.acting(operator, tenantId, known !== undefined);
  }

  private acting(operator: Caller, tenantId: string, exists: boolean): Caller {
    if (!exists) throw new NoTenant('The header x-tenant-id names no tenant.');
    let byTenant = this.inTenants.get(operator);
    if (!byTenant) {
      byTenant = new Map();
      this.inTenants.set(operator, byTenant);
    }
    let caller = byTenant.get(tenantId);
    if (!caller) {
      caller = Object.freeze({ ...operator, tenantId });
      byTenant.set(tenantId, caller);
    }
    return caller;
  }
}
