import { type CommandsOf, type Timer } from '@crm/events';
import { Commands, mapPage, type Page, type PageQuery, pageOf } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type BackOff, backOffOf, pauseAfter } from '../checklists/back-off.js';
import type { Onboarding } from '../checklists/onboarding.entity.js';
import { OnboardingConfig } from '../config.js';
import { Transactions, type UnitOfWork } from '../messaging.js';
import { failureOf } from '../steps/failure-of.js';
import { probes } from '../steps/probes.js';
import { type ReCheckView, viewOfReCheck } from './re-check.dto.js';
import { type Finding, ReCheck } from './re-check.entity.js';

export const reCheckTimer = 'run-re-check';

@Injectable()
export class ReChecksService {
  private readonly backOff: BackOff;

  constructor(
    private readonly transactions: Transactions,
    private readonly commands: Commands<CommandsOf<'onboarding-orchestrator'>>,
    private readonly config: OnboardingConfig,
  ) {
    this.backOff = backOffOf(config.STEP_RETRY_SECONDS);
  }

  async begin(unit: UnitOfWork, onboarding: Onboarding, revision: number): Promise<void> {
    const reCheck = ReCheck.begin(onboarding, revision, new Date());
    await unit.manager.save(reCheck);
    await unit.schedule({ kind: reCheckTimer, key: reCheck.id, dueAt: reCheck.startedAt });
  }

  async newest(manager: EntityManager): Promise<ReCheckView | null> {
    const [reCheck] = await manager.find(ReCheck, { order: { id: 'DESC' }, take: 1 });
    return reCheck ? viewOfReCheck(reCheck) : null;
  }

  list(tenantId: string, query: PageQuery): Promise<Page<ReCheckView>> {
    return this.transactions.inTenant(tenantId, async ({ manager }) =>
      mapPage(await pageOf(manager.createQueryBuilder(ReCheck, 'check'), 'check', query), viewOfReCheck),
    );
  }

  /** Asks what has not been answered yet, without a transaction. */
  async ask({ tenantId, key: id }: Timer): Promise<readonly Finding[]> {
    const reCheck = await this.transactions.inTenant(tenantId, ({ manager }) => manager.findOneBy(ReCheck, { id }));
    return Promise.all((reCheck?.findings ?? []).map((finding) => this.answered(finding, tenantId)));
  }

  async record({ key: id }: Timer, unit: UnitOfWork, findings: readonly Finding[]): Promise<void> {
    const reCheck = await unit.manager.findOneBy(ReCheck, { id });
    if (!reCheck) return;
    const now = new Date();
    const again = findings.some(({ count }) => count === null) && reCheck.rounds + 1 < this.config.RE_CHECK_ROUNDS;
    const next = again ? pauseAfter(reCheck.rounds + 1, this.backOff, now) : undefined;
    reCheck.note(findings, next, now);
    await unit.manager.save(reCheck);
    if (next) await unit.schedule({ kind: reCheckTimer, key: id, dueAt: next });
  }

  private async answered(finding: Finding, tenantId: string): Promise<Finding> {
    if (finding.count !== null) return finding;
    try {
      return { ...finding, count: await probes[finding.probe].count(this.commands, tenantId), lastError: null };
    } catch (error) {
      return { ...finding, lastError: failureOf(error).message };
    }
  }
}
