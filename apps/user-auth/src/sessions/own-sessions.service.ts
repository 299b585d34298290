import { type Caller, Forbidden, mapPage, type Page, pageOf, TenantRequired } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import { Transactions } from '../messaging.js';
import { platformScope } from '../platform-scope.js';
import { type SessionsQuery, type SessionView, viewOfSession } from './session.dto.js';
import { Session } from './session.entity.js';
import { SessionNotFound } from './session.errors.js';
import { SessionsService } from './sessions.service.js';

/** What people see and end of their sessions, and administrators of other people's. */
@Injectable()
export class OwnSessionsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly sessions: SessionsService,
  ) {}

  /** Newest first, ended ones too. */
  list(caller: Caller, query: SessionsQuery): Promise<Page<SessionView>> {
    const own = query.userId === undefined || query.userId === caller.subject;
    if (!own) assertMay(caller, 'users:update');
    return this.transactions.inTenant(own ? scopeOf(caller) : tenantOf(caller), async ({ manager }) => {
      const builder = manager
        .createQueryBuilder(Session, 'session')
        .where('session.subject_id = :subject', { subject: query.userId ?? caller.subject });
      return mapPage(await pageOf(builder, 'session', query), viewOfSession);
    });
  }

  /** Ends the caller's own session, or that of another user of the tenant. */
  end(caller: Caller, id: string): Promise<void> {
    const ended = this.endIn(scopeOf(caller), caller, id);
    if (caller.kind !== 'operator' || caller.tenantId === null) return ended;
    const { tenantId } = caller;
    return ended.catch((error: unknown) => {
      if (error instanceof SessionNotFound) return this.endIn(tenantId, caller, id);
      throw error;
    });
  }

  private endIn(scope: string, caller: Caller, id: string): Promise<void> {
    return this.transactions.inTenant(scope, async (unit) => {
      const session = await unit.manager.findOne(Session, { where: { id }, lock: { mode: 'for_no_key_update' } });
      if (!session) throw new SessionNotFound();
      const own = session.subjectId === caller.subject;
      if (!own) assertMay(caller, 'users:deactivate');
      await this.sessions.end(unit, session, own ? 'signed-out' : 'ended-by-admin');
    });
  }
}

/** Where the caller's own sessions are. */
function scopeOf(caller: Caller): string {
  return caller.kind === 'operator' ? platformScope : tenantOf(caller);
}

function tenantOf({ tenantId }: Caller): string {
  if (tenantId === null) throw new TenantRequired('Operators name the tenant in the header x-tenant-id.');
  return tenantId;
}

function assertMay(caller: Caller, permission: 'users:update' | 'users:deactivate'): void {
  if (caller.kind === 'operator' || caller.permissions.includes(permission)) return;
  throw new Forbidden(`The permission ${permission} is needed for other people's sessions.`);
}
