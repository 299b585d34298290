import { Injectable } from '@nestjs/common';
import { Transactions } from '../messaging.js';
import { OperatorsService } from '../operators/operators.service.js';
import { passwordMatches } from '../passwords/password-hash.js';
import { platformScope } from '../platform-scope.js';
import { type Subject, subjectOfOperator, subjectOfUser } from '../tokens/subject.js';
import { DirectoryEntry } from '../users/directory-entry.entity.js';
import { User } from '../users/user.entity.js';

/** Comparing costs 40 ms each; who belongs to more tenants names the one. */
const mostTenants = 10;

/** Looked up in vain where there is nobody, so that this takes as long as finding somebody. */
const nobody = { tenantId: platformScope, userId: platformScope };

interface Candidate {
  readonly subject: Subject;
  readonly passwordHash: string | null;
}

/** Finds out who somebody is by address and password. */
@Injectable()
export class CredentialsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly operators: OperatorsService,
  ) {}

  /** Everybody with this address whose password it is. Takes the time of one comparison even if there is nobody. */
  async matching(email: string, password: string, tenantId: string | undefined): Promise<Subject[]> {
    const candidates = await this.candidates(email, tenantId);
    if (candidates.length === 0) await passwordMatches(password, null);
    const matching: Subject[] = [];
    for (const { subject, passwordHash } of candidates) {
      if (await passwordMatches(password, passwordHash)) matching.push(subject);
    }
    return matching;
  }

  private async candidates(email: string, tenantId: string | undefined): Promise<Candidate[]> {
    const asOf = new Date();
    const operator = tenantId === undefined ? await this.operators.byEmail(email) : null;
    const entries = await this.transactions.outsideTenants((manager) =>
      manager.find(DirectoryEntry, {
        where: { email, active: true, ...(tenantId === undefined ? {} : { tenantId: tenantId.toLowerCase() }) },
        order: { userId: 'DESC' },
        take: mostTenants,
      }),
    );
    const users = await Promise.all(
      (entries.length > 0 ? entries : [nobody]).map((entry) =>
        this.transactions.inTenant(entry.tenantId, ({ manager }) => manager.findOneBy(User, { id: entry.userId })),
      ),
    );
    return [
      ...(operator ? [{ subject: subjectOfOperator(operator, asOf), passwordHash: operator.passwordHash }] : []),
      ...users
        .filter((user) => user?.status === 'active')
        .map((user) => ({ subject: subjectOfUser(user as User, asOf), passwordHash: (user as User).passwordHash })),
    ];
  }
}
