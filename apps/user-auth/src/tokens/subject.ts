import type { Operator } from '../operators/operator.entity.js';
import { platformScope } from '../platform-scope.js';
import type { User } from '../users/user.entity.js';

/** Whom a token is about, as the rows said at one moment. */
export interface Subject {
  readonly kind: 'user' | 'operator';
  readonly id: string;
  /** Where the sessions are: the tenant, or the platform scope. */
  readonly scope: string;
  readonly tenantId: string | null;
  readonly email: string;
  readonly name: string;
  readonly role: string | null;
  /** As in events. */
  readonly actor: string;
  /** Taken before the rows were read, so that whatever changes them later is later. */
  readonly asOf: Date;
}

export function subjectOfUser({ id, tenantId, email, name, role }: User, asOf: Date): Subject {
  return { kind: 'user', id, scope: tenantId, tenantId, email, name, role, actor: `user:${id}`, asOf };
}

export function subjectOfOperator({ id, email }: Operator, asOf: Date): Subject {
  return {
    kind: 'operator',
    id,
    scope: platformScope,
    tenantId: null,
    email,
    name: 'Operator',
    role: null,
    actor: `operator:${id}`,
    asOf,
  };
}
