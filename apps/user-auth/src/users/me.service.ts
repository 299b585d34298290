import type { Caller } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import { Transactions } from '../messaging.js';
import { OperatorsService } from '../operators/operators.service.js';
import type { MeView } from './user.dto.js';
import { User } from './user.entity.js';
import { UserNotFound } from './user.errors.js';

/** Shows people to themselves. */
@Injectable()
export class MeService {
  constructor(
    private readonly transactions: Transactions,
    private readonly operators: OperatorsService,
  ) {}

  async read({ kind, subject: id, tenantId }: Caller): Promise<MeView> {
    if (kind === 'operator') {
      const operator = await this.operators.byId(id);
      if (!operator) throw new UserNotFound();
      return { kind, id, email: operator.email, name: 'Operator', tenantId: null, role: null };
    }
    const user =
      tenantId && (await this.transactions.inTenant(tenantId, ({ manager }) => manager.findOneBy(User, { id })));
    if (!user) throw new UserNotFound();
    return { kind: 'user', id, email: user.email, name: user.name, tenantId, role: user.role };
  }
}
