import { Injectable } from '@nestjs/common';
import type { UnitOfWork } from '../messaging.js';
import type { Step } from './funnel.entity.js';

export type Reached = Partial<Record<Step | 'churnedAt', Date>> & {
  readonly plan?: string;
  /** Goes with `onboardedAt`. */
  readonly onboardingDays?: number;
};

/** In this order, so that two events of one tenant do not wait for each other. */
const tables = ['tenant_funnel', 'activation_entry'] as const;

@Injectable()
export class FunnelsService {
  /** Notes steps that a tenant has reached. The earliest time of each stays, in whatever order they are told. */
  async reach({ manager, tenantId }: UnitOfWork, reached: Reached): Promise<void> {
    for (const table of tables) {
      await manager.query(
        `INSERT INTO ${table} AS f (tenant_id, plan, created_at, onboarded_at, onboarding_days, first_contact_at,
           first_workflow_at, first_webhook_at, churned_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         ON CONFLICT (tenant_id) DO UPDATE SET
           plan = coalesce(f.plan, excluded.plan),
           created_at = LEAST(f.created_at, excluded.created_at),
           onboarding_days = CASE WHEN excluded.onboarded_at < coalesce(f.onboarded_at, 'infinity')
             THEN excluded.onboarding_days ELSE f.onboarding_days END,
           onboarded_at = LEAST(f.onboarded_at, excluded.onboarded_at),
           first_contact_at = LEAST(f.first_contact_at, excluded.first_contact_at),
           first_workflow_at = LEAST(f.first_workflow_at, excluded.first_workflow_at),
           first_webhook_at = LEAST(f.first_webhook_at, excluded.first_webhook_at),
           churned_at = LEAST(f.churned_at, excluded.churned_at)`,
        [
          tenantId,
          reached.plan ?? null,
          reached.createdAt ?? null,
          reached.onboardedAt ?? null,
          reached.onboardingDays ?? null,
          reached.firstContactAt ?? null,
          reached.firstWorkflowAt ?? null,
          reached.firstWebhookAt ?? null,
          reached.churnedAt ?? null,
        ],
      );
    }
  }
}
