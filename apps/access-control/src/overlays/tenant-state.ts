import type { EntityManager } from 'typeorm';
import { LifecycleChange } from './lifecycle-change.entity.js';

export interface TenantState {
  readonly status: 'active' | 'suspended' | 'deactivated';
  readonly reason: string | null;
  readonly since: Date | null;
}

/** The change of the highest revision counts; a deactivation is final whatever comes after it. */
export function tenantStateOf(changes: readonly LifecycleChange[]): TenantState {
  const newest = [...changes].sort((a, b) => b.revision - a.revision);
  const last = newest.find(({ kind }) => kind === 'deactivated') ?? newest[0];
  if (!last || last.kind === 'reactivated') return { status: 'active', reason: null, since: null };
  return { status: last.kind, reason: last.reason, since: last.at };
}

/** The state of the tenant that `manager` is inside of. */
export async function readTenantState(manager: EntityManager): Promise<TenantState> {
  return tenantStateOf(await manager.find(LifecycleChange));
}
