import { assertVersion, defineProblem } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Transactions } from '../messaging.js';
import { defaultRules, IdentityRule, type MatchKind } from './identity-rule.entity.js';

export const IdentityRuleNotFound = defineProblem('identity-rule-not-found', 404, 'There is no such identity rule');

export type IdentityRuleView = Omit<IdentityRule, 'tenantId'>;
const viewOfRule = ({ tenantId: _, ...rule }: IdentityRule): IdentityRuleView => rule;

@Injectable()
export class IdentityRulesService {
  constructor(private readonly transactions: Transactions) {}

  async makeDefaults(manager: EntityManager, tenantId: string): Promise<void> {
    await manager
      .createQueryBuilder()
      .insert()
      .into(IdentityRule)
      .values(defaultRules.map((rule) => ({ ...rule, tenantId, version: 1 })))
      .orIgnore()
      .execute();
  }

  /** Kinds of keys for one purpose; a tenant without rules yet has the defaults. */
  async kindsFor(manager: EntityManager, purpose: 'suggests' | 'mergesImports'): Promise<MatchKind[]> {
    const rules = await manager.find(IdentityRule);
    return (rules.length > 0 ? rules : defaultRules).filter((rule) => rule[purpose]).map(({ kind }) => kind);
  }

  list(tenantId: string): Promise<{ items: IdentityRuleView[] }> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => ({
      items: (await manager.find(IdentityRule, { order: { kind: 'ASC' } })).map(viewOfRule),
    }));
  }

  /** Holds for what is written from now on; suggestions that were made stay. */
  edit(
    tenantId: string,
    kind: string,
    change: Partial<Pick<IdentityRule, 'suggests' | 'mergesImports'>>,
    expected: number | undefined,
  ): Promise<IdentityRuleView> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const rule = await manager.findOne(IdentityRule, {
        where: { kind: kind as MatchKind },
        lock: { mode: 'for_no_key_update' },
      });
      if (!rule) throw new IdentityRuleNotFound();
      assertVersion(rule.version, expected);
      rule.suggests = change.suggests ?? rule.suggests;
      rule.mergesImports = change.mergesImports ?? rule.mergesImports;
      rule.version += 1;
      return viewOfRule(await manager.save(rule));
    });
  }
}
