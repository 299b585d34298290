import { defineDatabase } from '@crm/platform';
import { ActivationEntry, TenantFunnel } from './funnels/funnel.entity.js';
import { CreateRollups1764000000000 } from './migrations/1764000000000-create-rollups.js';
import { Freshness } from './rollups/freshness.entity.js';
import { MetricDay, MetricHour } from './rollups/metric-bucket.entity.js';
import { WorkflowName } from './workflows/workflow-name.entity.js';

export const database = defineDatabase({
  entities: [MetricHour, MetricDay, Freshness, TenantFunnel, ActivationEntry, WorkflowName],
  migrations: [CreateRollups1764000000000],
});
