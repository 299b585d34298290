import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Transactions } from '../messaging.js';
import { type ActivationView, type CohortView, stepNames, type TenantsQuery } from './funnel.dto.js';
import { steps } from './funnel.entity.js';
import { monthsBetween, retentionOf } from './retention.js';

const columnOf = {
  createdAt: 'created_at',
  onboardedAt: 'onboarded_at',
  firstContactAt: 'first_contact_at',
  firstWorkflowAt: 'first_workflow_at',
  firstWebhookAt: 'first_webhook_at',
} as const;

const chosen = `created_at IS NOT NULL AND created_at >= coalesce($1::timestamptz, '-infinity')
  AND created_at < coalesce($2::timestamptz, 'infinity') AND ($3::text IS NULL OR plan = $3)`;
const cohort = `to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM')`;

interface CohortRow {
  readonly cohort: string;
  readonly tenants: number;
  readonly onboarded: number;
  readonly first_contact: number;
  readonly first_workflow: number;
  readonly first_webhook: number;
  readonly churned: number;
  readonly median_days: number | null;
}

/** How all tenants fare, for the platform's operators. */
@Injectable()
export class ActivationService {
  constructor(private readonly transactions: Transactions) {}

  activation(query: TenantsQuery): Promise<ActivationView> {
    return this.transactions.outsideTenants(async (manager) => {
      const parts = steps.map((step) => {
        const days = `extract(epoch FROM ${columnOf[step]} - created_at) / 86400`;
        return `count(${columnOf[step]})::int AS "${step}", percentile_cont(0.5) WITHIN GROUP (ORDER BY ${days}) AS "${step}Days"`;
      });
      const [row]: Record<string, number | null>[] = await manager.query(
        `SELECT count(*)::int AS tenants, count(churned_at)::int AS churned, ${parts.join(', ')}
         FROM activation_entry WHERE ${chosen}`,
        parametersOf(query),
      );
      const tenants = row?.['tenants'] ?? 0;
      return {
        tenants,
        churned: row?.['churned'] ?? 0,
        steps: steps.map((step) => {
          const reached = row?.[step] ?? 0;
          const share = tenants === 0 ? null : reached / tenants;
          return { step: stepNames[step], tenants: reached, share, medianDays: row?.[`${step}Days`] ?? null };
        }),
      };
    });
  }

  /** By month of creation, newest first. */
  cohorts(query: TenantsQuery, now: Date = new Date()): Promise<{ items: CohortView[] }> {
    return this.transactions.outsideTenants(async (manager) => {
      const rows: CohortRow[] = await manager.query(
        `SELECT ${cohort} AS cohort, count(*)::int AS tenants, count(onboarded_at)::int AS onboarded,
           count(first_contact_at)::int AS first_contact, count(first_workflow_at)::int AS first_workflow,
           count(first_webhook_at)::int AS first_webhook, count(churned_at)::int AS churned,
           percentile_cont(0.5) WITHIN GROUP (ORDER BY onboarding_days) AS median_days
         FROM activation_entry WHERE ${chosen} GROUP BY 1 ORDER BY 1 DESC`,
        parametersOf(query),
      );
      const losses = await lossesOf(manager, query);
      const thisMonth = now.toISOString().slice(0, 7);
      return {
        items: rows.map((row) => ({
          cohort: row.cohort,
          tenants: row.tenants,
          onboarded: row.onboarded,
          firstContact: row.first_contact,
          firstWorkflow: row.first_workflow,
          firstWebhook: row.first_webhook,
          churned: row.churned,
          medianDaysToOnboard: row.median_days,
          retention: retentionOf(row.tenants, losses.get(row.cohort) ?? [], monthsBetween(row.cohort, thisMonth)),
        })),
      };
    });
  }
}

const parametersOf = ({ from, to, plan }: TenantsQuery): (string | null)[] => [from ?? null, to ?? null, plan ?? null];

/** Per cohort, after how many months each of its churned tenants has left. */
async function lossesOf(manager: EntityManager, query: TenantsQuery): Promise<Map<string, number[]>> {
  const rows: { cohort: string; churned: string; tenants: number }[] = await manager.query(
    `SELECT ${cohort} AS cohort, to_char(churned_at AT TIME ZONE 'UTC', 'YYYY-MM') AS churned, count(*)::int AS tenants
     FROM activation_entry WHERE ${chosen} AND churned_at IS NOT NULL GROUP BY 1, 2`,
    parametersOf(query),
  );
  const losses = new Map<string, number[]>();
  for (const row of rows) {
    const month = Math.max(0, monthsBetween(row.cohort, row.churned));
    losses.set(row.cohort, [...(losses.get(row.cohort) ?? []), ...new Array<number>(row.tenants).fill(month)]);
  }
  return losses;
}
