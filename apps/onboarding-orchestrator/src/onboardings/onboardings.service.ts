import { OnboardingStarted, type TenantCreated, type TenantReactivated } from '@crm/events';
import { assertVersion, mapPage, type Page, type PageQuery, pageOf } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import {
  type HistoryView,
  type OnboardingDetailView,
  type OnboardingView,
  viewOfChecklist,
  viewOfEntry,
} from '../checklists/checklist.dto.js';
import { OnboardingOver } from '../checklists/checklist.errors.js';
import { Checklist } from '../checklists/checklist.js';
import { ChecklistsService } from '../checklists/checklists.service.js';
import { HistoryEntry } from '../checklists/history-entry.entity.js';
import { Transactions, type UnitOfWork } from '../messaging.js';
import { PlansService } from '../plans/plans.service.js';
import { ReChecksService } from '../re-checks/re-checks.service.js';

/** Entries shown with the onboarding itself. */
const shownEntries = 20;

@Injectable()
export class OnboardingsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly plans: PlansService,
    private readonly checklists: ChecklistsService,
    private readonly reChecks: ReChecksService,
  ) {}

  /** Begins the onboarding of a tenant; a tenant that has one keeps it. */
  async start(unit: UnitOfWork, tenant: TenantCreated): Promise<void> {
    if (await this.checklists.find(unit.manager, unit.tenantId)) return;
    const plan = await this.plans.chooseFor(unit.manager, tenant.plan);
    const now = new Date();
    const checklist = Checklist.begin(tenant, plan, now);
    const { onboarding, steps } = checklist;
    unit.publish(OnboardingStarted, {
      tenantId: onboarding.tenantId,
      onboardingId: onboarding.id,
      plan: onboarding.plan,
      planVersion: onboarding.planVersion,
      steps: steps.map(({ key, title, required }) => ({ key, title, required })),
      expectedDays: onboarding.expectedDays,
      startedAt: now.toISOString(),
    });
    await this.checklists.advance(unit, checklist, now);
    await this.checklists.note(unit, onboarding, `The onboarding began with version ${plan.version} of ${plan.title}.`);
  }

  /**
   * Goes on after a suspension. Before the tenant's creation is heard there is nothing to go on with, but the revision
   * is kept; an older reactivation changes nothing.
   */
  async resume(unit: UnitOfWork, { revision, suspendedAt, at }: TenantReactivated): Promise<void> {
    if (!(await isNewer(unit.manager, unit.tenantId, revision))) return;
    const checklist = await this.checklists.find(unit.manager, unit.tenantId, true);
    if (!checklist) return;
    const { onboarding } = checklist;
    if (onboarding.status === 'completed') await this.reChecks.begin(unit, onboarding, revision);
    if (onboarding.status !== 'running') return;
    const now = new Date();
    const suspension = suspendedAt === undefined ? undefined : { from: new Date(suspendedAt), to: new Date(at) };
    for (const step of checklist.resume(suspension, now)) await this.checklists.run(unit, step);
    await this.checklists.note(unit, onboarding, resumed(checklist, suspension !== undefined));
    await this.checklists.advance(unit, checklist, now);
  }

  read(tenantId: string): Promise<OnboardingDetailView> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const checklist = await this.checklists.read(manager, tenantId);
      const history = await manager.find(HistoryEntry, { order: { id: 'DESC' }, take: shownEntries });
      const reCheck = await this.reChecks.newest(manager);
      return { ...viewOfChecklist(checklist, new Date()), history: history.map(viewOfEntry), reCheck };
    });
  }

  history(tenantId: string, query: PageQuery): Promise<Page<HistoryView>> {
    return this.transactions.inTenant(tenantId, async ({ manager }) =>
      mapPage(await pageOf(manager.createQueryBuilder(HistoryEntry, 'entry'), 'entry', query), viewOfEntry),
    );
  }

  /** Ends an unfinished onboarding and has taken back, latest first, what its steps did in other services. */
  abort(tenantId: string, reason: string, expected: number | undefined): Promise<OnboardingView> {
    return this.transactions.inTenant(tenantId, async (unit) => {
      const checklist = await this.checklists.read(unit.manager, tenantId, true);
      const { onboarding } = checklist;
      assertVersion(onboarding.version, expected);
      if (onboarding.status !== 'running') throw new OnboardingOver(`Its status is ${onboarding.status}.`);
      const now = new Date();
      checklist.abort(reason, now);
      await this.checklists.note(unit, onboarding, `The onboarding is being aborted: ${reason}`);
      await this.checklists.advance(unit, checklist, now);
      return viewOfChecklist(checklist, now);
    });
  }
}

/** Notes the revision if it is newer than what was heard before; answers whether it is. */
async function isNewer(manager: EntityManager, tenantId: string, revision: number): Promise<boolean> {
  const rows: unknown[] = await manager.query(
    `INSERT INTO tenant_lifecycle (tenant_id, revision) VALUES ($1, $2)
     ON CONFLICT (tenant_id) DO UPDATE SET revision = excluded.revision
     WHERE tenant_lifecycle.revision < excluded.revision RETURNING revision`,
    [tenantId, revision],
  );
  return rows.length > 0;
}

function resumed({ onboarding }: Checklist, moved: boolean): string {
  return moved
    ? `The tenant was reactivated; the onboarding goes on and is due at ${onboarding.dueAt.toISOString()}.`
    : 'The tenant was reactivated; the onboarding goes on. How long it was suspended is not known.';
}
