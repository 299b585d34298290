import { Requires } from '@crm/events';
import { Tags, TenantId } from '@crm/platform';
import { Controller, Get, Query } from '@nestjs/common';
import { In } from 'typeorm';
import { Transactions } from '../messaging.js';
import type { MetricBucket } from '../rollups/metric-bucket.entity.js';
import {
  countOf,
  type DurationView,
  durationOf,
  type FreshnessView,
  RollupsReader,
} from '../rollups/rollups-reader.service.js';
import { RangeQuery, rangeOf } from '../series/series.dto.js';
import { WorkflowName } from './workflow-name.entity.js';

interface WorkflowReport {
  workflowId: string;
  name: string;
  runs: number;
  succeeded: number;
  failed: number;
  /** Of the runs that succeeded or failed; null when none did. */
  successRate: number | null;
  duration: DurationView;
}

interface WorkflowReports {
  from: Date;
  to: Date;
  /** Most runs first. */
  items: WorkflowReport[];
  freshness: FreshnessView | null;
}

@Tags('analytics')
@Controller('v1/analytics/workflows')
export class WorkflowsController {
  constructor(
    private readonly transactions: Transactions,
    private readonly rollups: RollupsReader,
  ) {}

  /** How the tenant's workflows ran, in whole days of UTC: the last 30 unless told. */
  @Get()
  @Requires('analytics:read')
  list(@TenantId() tenantId: string, @Query() query: RangeQuery): Promise<WorkflowReports> {
    const range = rangeOf(query, 'day');
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const names = await manager.find(WorkflowName);
      const buckets = await this.rollups.buckets(manager, 'day', range, {
        metric: In(['workflows.runs', 'workflows.succeeded', 'workflows.failed', 'workflows.duration']),
        dimension: In(names.map(({ workflowId }) => `workflow:${workflowId}`)),
      });
      const byWorkflow = Map.groupBy(buckets, ({ dimension }) => dimension);
      const items = names
        .flatMap((name) => reportOf(name, byWorkflow.get(`workflow:${name.workflowId}`) ?? []))
        .sort((a, b) => b.runs - a.runs || a.workflowId.localeCompare(b.workflowId));
      return { ...range, items, freshness: await this.rollups.freshness(manager) };
    });
  }
}

function reportOf({ workflowId, name }: WorkflowName, buckets: readonly MetricBucket[]): WorkflowReport[] {
  const of = (metric: string): MetricBucket[] => buckets.filter((bucket) => bucket.metric === metric);
  const [runs, succeeded, failed] = ['runs', 'succeeded', 'failed'].map((kind) => countOf(of(`workflows.${kind}`)));
  if (!runs) return [];
  const [good, bad] = [succeeded ?? 0, failed ?? 0];
  const successRate = good + bad === 0 ? null : good / (good + bad);
  return [
    {
      workflowId,
      name,
      runs,
      succeeded: good,
      failed: bad,
      successRate,
      duration: durationOf(of('workflows.duration')),
    },
  ];
}
