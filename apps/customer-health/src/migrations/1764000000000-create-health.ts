import { tenantOwned } from '@crm/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateHealth1764000000000 implements MigrationInterface {
  readonly name = 'CreateHealth1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE score_card (
        tenant_id uuid PRIMARY KEY,
        status text NOT NULL CHECK (status IN ('active', 'churned')),
        lifecycle_revision integer NOT NULL,
        suspended_reason text,
        suspended_at timestamptz,
        reactivated_at timestamptz,
        in_grace boolean NOT NULL,
        onboarding_started_at timestamptz,
        onboarding_expected_days double precision,
        onboarding_completed_at timestamptz,
        baseline double precision,
        weights jsonb NOT NULL,
        score double precision NOT NULL,
        band text NOT NULL CHECK (band IN ('critical', 'at-risk', 'healthy')),
        band_revision integer NOT NULL,
        computed_at timestamptz NOT NULL,
        closed_at timestamptz,
        version integer NOT NULL
      )`,
      ...tenantOwned('score_card'),
      `CREATE TABLE health_signal (
        tenant_id uuid NOT NULL,
        component text NOT NULL,
        key text NOT NULL,
        at timestamptz NOT NULL,
        PRIMARY KEY (tenant_id, component, key)
      )`,
      ...tenantOwned('health_signal'),
      `CREATE TABLE score_change (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL,
        score double precision NOT NULL,
        band text NOT NULL,
        cause text NOT NULL,
        at timestamptz NOT NULL
      )`,
      'CREATE INDEX score_change_by_tenant ON score_change (tenant_id, id)',
      ...tenantOwned('score_change'),
      // The operators' list stands above tenants, and so outside of row-level security.
      `CREATE TABLE portfolio_entry (
        tenant_id uuid PRIMARY KEY,
        score double precision NOT NULL,
        previous_score double precision NOT NULL,
        band text NOT NULL,
        status text NOT NULL,
        at timestamptz NOT NULL
      )`,
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['portfolio_entry', 'score_change', 'health_signal', 'score_card']) {
      await runner.query(`DROP TABLE ${table}`);
    }
  }
}
