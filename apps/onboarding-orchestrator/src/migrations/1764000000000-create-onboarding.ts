import { tenantOwned } from '@crm/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { builtInPlans } from '../plans/built-in-plans.js';
import { OnboardingPlan } from '../plans/onboarding-plan.entity.js';

const tables = [
  // Plans and the operators' list stand above tenants, and so outside of row-level security.
  `CREATE TABLE onboarding_plan (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    version integer NOT NULL CHECK (version > 0),
    title text NOT NULL,
    expected_days double precision NOT NULL,
    steps jsonb NOT NULL,
    created_by text NOT NULL,
    created_at timestamptz NOT NULL,
    UNIQUE (name, version)
  )`,
  `CREATE TABLE onboarding_overview (
    id uuid PRIMARY KEY,
    tenant_id uuid NOT NULL,
    tenant_name text NOT NULL,
    plan text NOT NULL,
    plan_version integer NOT NULL,
    status text NOT NULL,
    waiting_for text,
    settled_steps jsonb NOT NULL,
    failed_steps jsonb NOT NULL,
    started_at timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    completed_at timestamptz,
    updated_at timestamptz NOT NULL
  )`,
  `CREATE TABLE tenant_lifecycle (
    tenant_id uuid PRIMARY KEY,
    revision integer NOT NULL
  )`,
  ...tenantOwned('tenant_lifecycle'),
  `CREATE TABLE onboarding (
    id uuid PRIMARY KEY,
    tenant_id uuid NOT NULL UNIQUE,
    tenant_name text NOT NULL,
    tenant_plan text NOT NULL,
    owner jsonb NOT NULL,
    plan text NOT NULL,
    plan_version integer NOT NULL,
    expected_days double precision NOT NULL,
    status text NOT NULL CHECK (status IN ('running', 'completed', 'aborting', 'aborted')),
    started_at timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    completed_at timestamptz,
    aborted_at timestamptz,
    abort_reason text,
    version integer NOT NULL
  )`,
  ...tenantOwned('onboarding'),
  `CREATE TABLE step (
    id uuid PRIMARY KEY,
    tenant_id uuid NOT NULL,
    onboarding_id uuid NOT NULL REFERENCES onboarding,
    key text NOT NULL,
    position integer NOT NULL,
    title text NOT NULL,
    description text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('automatic', 'manual', 'probed')),
    task text,
    required boolean NOT NULL,
    skippable boolean NOT NULL,
    after jsonb NOT NULL,
    status text NOT NULL CHECK (status IN
      ('blocked', 'open', 'done', 'skipped', 'failed', 'undoing', 'undo-failed', 'undone', 'cancelled')),
    due_at timestamptz NOT NULL,
    series integer NOT NULL,
    attempts integer NOT NULL,
    refusals integer NOT NULL,
    unanswered integer NOT NULL CHECK (unanswered >= 0),
    result jsonb,
    last_error text,
    next_try_at timestamptz,
    settled_at timestamptz,
    settled_by text,
    note text,
    UNIQUE (onboarding_id, key)
  )`,
  ...tenantOwned('step'),
  `CREATE TABLE history_entry (
    id uuid PRIMARY KEY,
    tenant_id uuid NOT NULL,
    onboarding_id uuid NOT NULL REFERENCES onboarding,
    step_key text,
    text text NOT NULL,
    actor text NOT NULL,
    at timestamptz NOT NULL
  )`,
  'CREATE INDEX history_entry_by_tenant ON history_entry (tenant_id, id)',
  ...tenantOwned('history_entry'),
  `CREATE TABLE re_check (
    id uuid PRIMARY KEY,
    tenant_id uuid NOT NULL,
    onboarding_id uuid NOT NULL REFERENCES onboarding,
    revision integer NOT NULL,
    status text NOT NULL CHECK (status IN ('running', 'finished')),
    findings jsonb NOT NULL,
    rounds integer NOT NULL,
    next_try_at timestamptz,
    started_at timestamptz NOT NULL,
    finished_at timestamptz,
    UNIQUE (tenant_id, revision)
  )`,
  ...tenantOwned('re_check'),
];

export class CreateOnboarding1764000000000 implements MigrationInterface {
  readonly name = 'CreateOnboarding1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of tables) await runner.query(statement);
    for (const plan of builtInPlans) {
      const row = OnboardingPlan.version(1, plan, 'service:onboarding-orchestrator', new Date());
      await runner.query(
        `INSERT INTO onboarding_plan (id, name, version, title, expected_days, steps, created_by, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [
          row.id,
          row.name,
          row.version,
          row.title,
          row.expectedDays,
          JSON.stringify(row.steps),
          row.createdBy,
          row.createdAt,
        ],
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    const made = [
      're_check',
      'history_entry',
      'step',
      'onboarding',
      'tenant_lifecycle',
      'onboarding_overview',
      'onboarding_plan',
    ];
    for (const table of made) await runner.query(`DROP TABLE ${table}`);
  }
}
