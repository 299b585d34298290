import { Ids, Omittable, type Page, PageQuery, pageOf } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import { IsIn, IsOptional } from 'class-validator';
import type { EntityManager } from 'typeorm';
import { type OnboardingStatus, onboardingStatuses } from '../checklists/onboarding.entity.js';
import { Transactions } from '../messaging.js';
import { OnboardingOverview } from './onboarding-overview.entity.js';

export class OverviewQuery extends PageQuery {
  @IsOptional() @IsIn(onboardingStatuses) status?: OnboardingStatus;
  /** Of these tenants alone. */
  @Omittable() @Ids(200) tenantId?: string[];
}

/** How far the onboardings of all tenants have come. */
export interface Funnel {
  started: number;
  /** Onboardings whose step is done or skipped, by key, most first. */
  steps: { key: string; settled: number }[];
  running: number;
  completed: number;
  aborting: number;
  aborted: number;
  /** Running, and later than its plan expects. */
  overdue: number;
  /** With a step that waits for a decision. */
  stuck: number;
}

export interface OverviewPage extends Page<OnboardingOverview> {
  readonly funnel: Funnel;
}

@Injectable()
export class OverviewService {
  constructor(private readonly transactions: Transactions) {}

  /** The onboardings of all tenants, newest first; the funnel counts all of them, whatever the filter. */
  list(query: OverviewQuery): Promise<OverviewPage> {
    return this.transactions.outsideTenants(async (manager) => {
      const rows = manager.createQueryBuilder(OnboardingOverview, 'overview');
      if (query.status !== undefined) rows.andWhere('overview.status = :status', { status: query.status });
      if (query.tenantId) rows.andWhere('overview.tenant_id = ANY(:tenants)', { tenants: query.tenantId });
      return { ...(await pageOf(rows, 'overview', query)), funnel: await funnelOf(manager) };
    });
  }
}

async function funnelOf(manager: EntityManager): Promise<Funnel> {
  const [counts]: [Omit<Funnel, 'steps'>] = await manager.query(
    `SELECT count(*)::int AS started,
       count(*) FILTER (WHERE status = 'running')::int AS running,
       count(*) FILTER (WHERE status = 'completed')::int AS completed,
       count(*) FILTER (WHERE status = 'aborting')::int AS aborting,
       count(*) FILTER (WHERE status = 'aborted')::int AS aborted,
       count(*) FILTER (WHERE status = 'running' AND due_at < now())::int AS overdue,
       count(*) FILTER (WHERE failed_steps <> '[]')::int AS stuck
     FROM onboarding_overview`,
  );
  const steps: Funnel['steps'] = await manager.query(
    `SELECT key, count(*)::int AS settled
     FROM onboarding_overview, jsonb_array_elements_text(settled_steps) AS key
     GROUP BY key ORDER BY settled DESC, key`,
  );
  return { ...counts, steps };
}
