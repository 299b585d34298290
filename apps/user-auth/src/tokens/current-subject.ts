import type { UnitOfWork } from '../messaging.js';
import { Operator } from '../operators/operator.entity.js';
import { User } from '../users/user.entity.js';
import { type Subject, subjectOfOperator, subjectOfUser } from './subject.js';

/**
 * Who it is now, locked until the end of the transaction: a change of the role or a deactivation comes either before,
 * and is seen, or after, and finds a session to end and an older token to cut off. Undefined for who is not active.
 */
export async function currentSubject(
  { manager }: UnitOfWork,
  kind: Subject['kind'],
  id: string,
): Promise<Subject | undefined> {
  const asOf = new Date();
  const lock = { mode: 'pessimistic_read' } as const;
  if (kind === 'operator') {
    const operator = await manager.findOne(Operator, { where: { id }, lock });
    return operator ? subjectOfOperator(operator, asOf) : undefined;
  }
  const user = await manager.findOne(User, { where: { id, status: 'active' }, lock });
  return user ? subjectOfUser(user, asOf) : undefined;
}
