import { Injectable } from '@nestjs/common';
import { actingAs } from '../acting-as.js';
import { Transactions, type UnitOfWork } from '../messaging.js';
import type { OpaqueToken } from '../opaque-token.js';
import { Operator } from '../operators/operator.entity.js';
import { OperatorsService } from '../operators/operators.service.js';
import { platformScope } from '../platform-scope.js';
import { Session } from '../sessions/session.entity.js';
import { RefreshTokenReused } from '../sessions/session.errors.js';
import { DirectoryEntry } from '../users/directory-entry.entity.js';
import { User } from '../users/user.entity.js';
import { addressHash } from './address-hash.js';

/**
 * Tells that somebody failed to sign in: those whose user it would have been, and the platform where it is nobody's.
 * Each is committed by itself, as the request fails, and nobody is known to have done it.
 */
@Injectable()
export class LoginFailuresService {
  constructor(
    private readonly transactions: Transactions,
    private readonly operators: OperatorsService,
  ) {}

  /**
   * In every tenant that has a user with the address. One that nobody has, or an operator, is told to the platform, as a
   * hash. Both cost the same, so that the time tells nobody which addresses there are.
   */
  async tell(email: string, reason: 'wrong-credentials' | 'too-many-attempts', named?: string): Promise<void> {
    const operator = await this.operators.byEmail(email);
    const entries = await this.transactions.outsideTenants((manager) =>
      manager.find(DirectoryEntry, { where: { email }, order: { userId: 'ASC' } }),
    );
    const elsewhere = named !== undefined && !entries.some(({ tenantId }) => tenantId === named.toLowerCase());
    const wrong = elsewhere ? 'wrong-tenant' : 'wrong-credentials';
    for (const { tenantId, userId: id, active } of entries) {
      const precise = reason === 'wrong-credentials' ? (active ? wrong : 'not-active') : reason;
      await this.anonymously(tenantId, async (unit) => announce(unit, { id, email, reason: precise }));
    }
    if (entries.length > 0 && !operator) return;
    await this.anonymously(platformScope, async (unit) => announce(unit, { ...strange(email), reason }));
  }

  /** In the scope of the session that was not renewed. A token that names no session is nobody's. */
  async tellRefusal({ tenantId, id }: OpaqueToken, reason: string): Promise<void> {
    await this.anonymously(tenantId, async (unit) => {
      const lock = { mode: 'for_no_key_update' } as const;
      const session = await unit.manager.findOne(Session, { where: { id }, lock });
      // A reuse ends the session, so it comes once.
      if (!session || (reason !== RefreshTokenReused.code && !session.noteRefusal(new Date()))) return;
      await unit.manager.save(session);
      announce(unit, { ...(await holderOf(unit, session)), reason });
    });
  }

  private anonymously(scope: string, work: (unit: UnitOfWork) => Promise<void>): Promise<void> {
    return actingAs('anonymous', () => this.transactions.inTenant(scope, work));
  }
}

function announce(unit: UnitOfWork, facts: { id: string; email?: string; reason: string }): void {
  unit.announce('iam.user.loginFailed', facts);
}

const strange = (email: string): { id: string } => ({ id: addressHash(email).toString('hex') });

async function holderOf({ manager }: UnitOfWork, { kind, subjectId: id }: Session) {
  if (kind === 'operator') return strange((await manager.findOneByOrFail(Operator, { id })).email);
  const { email } = await manager.findOneByOrFail(User, { id });
  return { id, email };
}
