import { tenantOwned } from '@crm/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables: Record<string, string> = {
  workflow: `
    id uuid PRIMARY KEY,
    tenant_id uuid NOT NULL,
    name text NOT NULL,
    status text NOT NULL CHECK (status IN ('draft', 'active', 'paused')),
    paused_reason text,
    paused_by_alert uuid,
    owner_id uuid,
    notify boolean NOT NULL,
    built_in text,
    trigger text NOT NULL,
    definition jsonb NOT NULL,
    throttled_runs integer NOT NULL,
    limited_runs integer NOT NULL,
    created_at timestamptz NOT NULL,
    version integer NOT NULL,
    UNIQUE (tenant_id, built_in)`,
  workflow_version: `
    workflow_id uuid NOT NULL REFERENCES workflow,
    version integer NOT NULL,
    tenant_id uuid NOT NULL,
    name text NOT NULL,
    definition jsonb NOT NULL,
    made_by text NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (workflow_id, version)`,
  workflow_run: `
    id uuid PRIMARY KEY,
    tenant_id uuid NOT NULL,
    workflow_id uuid NOT NULL REFERENCES workflow,
    version integer NOT NULL,
    workflow_name text NOT NULL,
    contact_id uuid,
    trigger text NOT NULL,
    trigger_key text NOT NULL,
    event jsonb NOT NULL,
    source text,
    lane text NOT NULL CHECK (lane IN ('standard', 'remediation')),
    status text NOT NULL CHECK (status IN
      ('checking', 'running', 'waiting', 'held', 'succeeded', 'failed', 'superseded', 'cancelled')),
    position text,
    waits_until timestamptz,
    waits_for_update boolean NOT NULL,
    update_seen boolean NOT NULL,
    steps_done integer NOT NULL,
    error text,
    notify boolean NOT NULL,
    owner_id uuid,
    started_at timestamptz NOT NULL,
    ended_at timestamptz`,
  run_step: `
    run_id uuid NOT NULL REFERENCES workflow_run ON DELETE CASCADE,
    path text NOT NULL,
    tenant_id uuid NOT NULL,
    kind text NOT NULL,
    status text NOT NULL CHECK (status IN ('done', 'retrying', 'waiting', 'failed')),
    attempts integer NOT NULL,
    outcome jsonb,
    error text,
    started_at timestamptz NOT NULL,
    ended_at timestamptz,
    PRIMARY KEY (run_id, path)`,
  merged_contact: `
    contact_id uuid PRIMARY KEY,
    tenant_id uuid NOT NULL,
    survivor_id uuid,
    at timestamptz NOT NULL`,
};

export class CreateWorkflows1764000000000 implements MigrationInterface {
  readonly name = 'CreateWorkflows1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of Object.entries(tables)) {
      await runner.query(`CREATE TABLE ${table} (${columns})`);
      for (const statement of tenantOwned(table)) await runner.query(statement);
    }
    const indexes = [
      'CREATE INDEX workflow_by_tenant ON workflow (tenant_id, id)',
      `CREATE INDEX workflow_by_trigger ON workflow (tenant_id, trigger) WHERE status = 'active'`,
      'CREATE INDEX workflow_run_by_tenant ON workflow_run (tenant_id, id)',
      'CREATE INDEX workflow_run_by_contact ON workflow_run (tenant_id, contact_id)',
      'CREATE INDEX workflow_run_by_workflow ON workflow_run (workflow_id, started_at)',
      // An enrolment: one run per workflow, contact and trigger event.
      'CREATE UNIQUE INDEX workflow_run_once ON workflow_run (workflow_id, trigger_key, contact_id) NULLS NOT DISTINCT',
    ];
    for (const index of indexes) await runner.query(index);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of Object.keys(tables).reverse()) await runner.query(`DROP TABLE ${table}`);
  }
}
