import { Injectable } from '@nestjs/common';
import { Transactions } from '../messaging.js';
import { assertKnown } from '../permissions/known-permissions.js';
import { PoliciesService } from '../policies/policies.service.js';
import { decide } from './decide.js';
import type { AskDto, DecisionView } from './decision.dto.js';
import { readStanding } from './standing.js';

@Injectable()
export class DecisionsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly policies: PoliciesService,
  ) {}

  ask(tenantId: string, { subjectId, permission, resource }: AskDto): Promise<DecisionView> {
    return this.transactions.inTenant(tenantId, async (unit) => {
      await assertKnown(unit.manager, 'permission', [permission]);
      const standing = await readStanding(unit.manager, subjectId);
      const decidedAt = new Date();
      const policyRevision = await this.policies.revision(unit);
      const decision = decide(standing, permission, decidedAt);
      return { ...decision, subjectId, permission, resource: resource ?? null, policyRevision, decidedAt };
    });
  }
}
