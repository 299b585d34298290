import { tenantOwned } from '@crm/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const milestones = `
  plan text,
  created_at timestamptz,
  onboarded_at timestamptz,
  onboarding_days double precision,
  first_contact_at timestamptz,
  first_workflow_at timestamptz,
  first_webhook_at timestamptz,
  churned_at timestamptz`;

export class CreateRollups1764000000000 implements MigrationInterface {
  readonly name = 'CreateRollups1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      ...['metric_hour', 'metric_day'].flatMap((table) => [
        // The dimension is compared byte by byte, so that the key serves ranges of one dimension's values.
        `CREATE TABLE ${table} (
          tenant_id uuid NOT NULL,
          metric text NOT NULL,
          dimension text COLLATE "C" NOT NULL,
          bucket timestamptz NOT NULL,
          count bigint NOT NULL,
          sum bigint NOT NULL,
          histogram jsonb,
          PRIMARY KEY (tenant_id, metric, dimension, bucket)
        ) WITH (fillfactor = 80)`,
        ...tenantOwned(table),
      ]),
      `CREATE TABLE freshness (
        tenant_id uuid PRIMARY KEY,
        newest_event_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL
      ) WITH (fillfactor = 70)`,
      ...tenantOwned('freshness'),
      `CREATE TABLE tenant_funnel (tenant_id uuid PRIMARY KEY, ${milestones})`,
      ...tenantOwned('tenant_funnel'),
      // The operators' view stands above tenants, and so outside of row-level security.
      `CREATE TABLE activation_entry (tenant_id uuid PRIMARY KEY, ${milestones})`,
      'CREATE INDEX activation_entry_by_creation ON activation_entry (created_at)',
      `CREATE TABLE workflow_name (
        tenant_id uuid NOT NULL,
        workflow_id uuid NOT NULL,
        name text NOT NULL,
        version integer NOT NULL,
        seen_at timestamptz NOT NULL,
        PRIMARY KEY (tenant_id, workflow_id)
      )`,
      ...tenantOwned('workflow_name'),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = ['workflow_name', 'activation_entry', 'tenant_funnel', 'freshness', 'metric_day', 'metric_hour'];
    for (const table of tables) await runner.query(`DROP TABLE ${table}`);
  }
}
