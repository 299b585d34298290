import type { PermissionPolicyChanged } from '@crm/events';
import { Injectable } from '@nestjs/common';
import { Transactions, type UnitOfWork } from '../messaging.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { TokenCutoffsService } from '../token-cutoffs/token-cutoffs.service.js';
import { TenantPolicy } from './tenant-policy.entity.js';

export interface PolicyView {
  /** 0 while no change has been heard of. */
  policyRevision: number;
  change: string | null;
  target: string | null;
  changedAt: Date | null;
  staleBefore: Date | null;
  /** Whose tokens became stale; empty: everybody's. */
  affectedUserIds: string[];
}

/** Keeps tokens in step with the permissions they carry. */
@Injectable()
export class PoliciesService {
  constructor(
    private readonly transactions: Transactions,
    private readonly cutoffs: TokenCutoffsService,
    private readonly sessions: SessionsService,
  ) {}

  /**
   * Makes the tokens of the affected stale and ends the sessions of who may no longer administer. An older change that
   * comes late does the same for its users, and leaves the newer revision on record.
   */
  async apply(unit: UnitOfWork, data: PermissionPolicyChanged): Promise<void> {
    const { tenantId, affectedUserIds } = data;
    const staleBefore = affectedUserIds.length
      ? await this.cutoffs.add(unit.manager, tenantId, 'user', affectedUserIds, 'policy-changed')
      : await this.cutoffs.add(unit.manager, tenantId, 'tenant', [tenantId], 'policy-changed');
    for (const userId of data.lostAdminUserIds) {
      // Whoever signed in after the change has the new permissions already.
      await this.sessions.endAllOf(unit, userId, 'admin-lost', new Date(data.at));
    }
    await unit.manager.query(
      `INSERT INTO tenant_policy (tenant_id, policy_revision, change, target, changed_at, stale_before, affected_user_ids)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (tenant_id) DO UPDATE SET
         policy_revision = excluded.policy_revision, change = excluded.change, target = excluded.target,
         changed_at = excluded.changed_at, stale_before = excluded.stale_before,
         affected_user_ids = excluded.affected_user_ids
       WHERE excluded.policy_revision > tenant_policy.policy_revision`,
      [tenantId, data.policyRevision, data.change, data.target, data.at, staleBefore, JSON.stringify(affectedUserIds)],
    );
  }

  read(tenantId: string): Promise<PolicyView> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const policy = await manager.findOneBy(TenantPolicy, { tenantId });
      const { policyRevision = 0, change = null, target = null, changedAt = null } = policy ?? {};
      const { staleBefore = null, affectedUserIds = [] } = policy ?? {};
      return { policyRevision, change, target, changedAt, staleBefore, affectedUserIds };
    });
  }
}
