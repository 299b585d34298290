import { newId } from '@crm/platform';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { AuthConfig } from '../config.js';
import { Transactions } from '../messaging.js';
import { hashPassword, passwordMatches } from '../passwords/password-hash.js';
import { platformScope } from '../platform-scope.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { Operator } from './operator.entity.js';

/** The operators of the platform. */
@Injectable()
export class OperatorsService implements OnApplicationBootstrap {
  constructor(
    private readonly transactions: Transactions,
    private readonly config: AuthConfig,
    private readonly sessions: SessionsService,
  ) {}

  /** The configured operator exists and has the configured password; with a new password earlier sessions have ended. */
  async onApplicationBootstrap(): Promise<void> {
    const email = this.config.OPERATOR_EMAIL.toLowerCase();
    const known = await this.byEmail(email);
    if (known && (await passwordMatches(this.config.OPERATOR_PASSWORD, known.passwordHash))) return;
    const passwordHash = await hashPassword(this.config.OPERATOR_PASSWORD);
    await this.transactions.inTenant(platformScope, async (unit) => {
      // Of two processes that start at once, the later one finds the operator made.
      await unit.manager
        .createQueryBuilder()
        .insert()
        .into(Operator)
        .values({ id: newId(), email, passwordHash, createdAt: new Date() })
        .orIgnore()
        .execute();
      if (!known) return;
      await unit.manager.update(Operator, { email }, { passwordHash });
      await this.sessions.endAllOf(unit, known.id, 'password-changed');
    });
  }

  byEmail(email: string): Promise<Operator | null> {
    return this.transactions.outsideTenants((manager) => manager.findOneBy(Operator, { email }));
  }

  byId(id: string): Promise<Operator | null> {
    return this.transactions.outsideTenants((manager) => manager.findOneBy(Operator, { id }));
  }
}
