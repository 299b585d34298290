import { PermissionPolicyChanged, type PolicyChange } from '@crm/events';
import { Injectable } from '@nestjs/common';
import type { UnitOfWork } from '../messaging.js';
import { readTenantState } from '../overlays/tenant-state.js';
import { differenceOf, type Effect } from './effect.js';
import { Policy } from './policy.entity.js';
import { PolicyFrozen } from './policy.errors.js';

/** Revision of a tenant that has never changed anything: the built-in roles. */
const defaultRevision = 1;

export interface PolicyEdit {
  readonly change: PolicyChange;
  /** Key of the role, or id of the containment. */
  readonly target: string;
  readonly effect: Effect;
  readonly changedBy: string;
}

/** Counts a tenant's policy up and tells what changed; nothing else publishes `PermissionPolicyChanged`. */
@Injectable()
export class PoliciesService {
  /** Marks the defaults as applied; repeating it changes nothing. */
  async applyDefaults(unit: UnitOfWork): Promise<{ policyRevision: number }> {
    const policy = await this.locked(unit);
    if (policy.appliedAt === null) await unit.manager.save(Object.assign(policy, { appliedAt: new Date() }));
    return { policyRevision: policy.revision };
  }

  async revision({ manager, tenantId }: UnitOfWork): Promise<number> {
    return (await manager.findOneBy(Policy, { tenantId }))?.revision ?? defaultRevision;
  }

  /**
   * Begins an edit: those of one tenant follow each other from here on.
   * @throws PolicyFrozen when the tenant is deactivated
   */
  async beginEdit(unit: UnitOfWork): Promise<void> {
    await this.locked(unit);
    if (await this.isFrozen(unit)) {
      throw new PolicyFrozen('The tenant has been closed for good; its roles and containments stay as they are.');
    }
  }

  async isFrozen({ manager }: UnitOfWork): Promise<boolean> {
    return (await readTenantState(manager)).status === 'deactivated';
  }

  /** Counts the revision up by one and says so. */
  async change(unit: UnitOfWork, { change, target, effect, changedBy }: PolicyEdit): Promise<void> {
    const policy = await this.locked(unit);
    policy.revision += 1;
    policy.changedAt = new Date();
    await unit.manager.save(policy);
    unit.publish(PermissionPolicyChanged, {
      tenantId: unit.tenantId,
      policyRevision: policy.revision,
      change,
      target,
      diff: differenceOf(effect.before, effect.after),
      affectedUserIds: [...effect.affectedUserIds],
      lostAdminUserIds: [...effect.lostAdminUserIds],
      changedBy,
      at: policy.changedAt.toISOString(),
    });
  }

  private async locked({ manager, tenantId }: UnitOfWork): Promise<Policy> {
    await manager
      .createQueryBuilder()
      .insert()
      .into(Policy)
      .values({ tenantId, revision: defaultRevision, appliedAt: null, changedAt: new Date() })
      .orIgnore()
      .execute();
    return manager.findOneOrFail(Policy, { where: { tenantId }, lock: { mode: 'for_no_key_update' } });
  }
}
