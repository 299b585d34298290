import { tenantOwned } from '@crm/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = ['policy', 'role', 'subject', 'binding', 'lifecycle_change', 'containment', 'access_request'];

export class CreateAccess1764000000000 implements MigrationInterface {
  readonly name = 'CreateAccess1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE policy (
        tenant_id uuid PRIMARY KEY,
        revision integer NOT NULL,
        applied_at timestamptz,
        changed_at timestamptz NOT NULL
      )`,
      `CREATE TABLE role (
        tenant_id uuid NOT NULL,
        key text NOT NULL,
        name text NOT NULL,
        description text NOT NULL,
        permissions jsonb NOT NULL,
        version integer NOT NULL,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        PRIMARY KEY (tenant_id, key)
      )`,
      `CREATE TABLE subject (
        tenant_id uuid NOT NULL,
        id uuid NOT NULL,
        email text,
        name text,
        status text NOT NULL CHECK (status IN ('invited', 'active', 'deactivated')),
        invited_by text,
        invited_at timestamptz,
        activated_at timestamptz,
        deactivated_at timestamptz,
        deactivated_by text,
        deactivation_reason text,
        first_heard_at timestamptz NOT NULL,
        PRIMARY KEY (tenant_id, id)
      )`,
      `CREATE TABLE binding (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL,
        subject_id uuid NOT NULL,
        role text NOT NULL,
        source text NOT NULL CHECK (source IN ('user', 'request')),
        assignment integer NOT NULL,
        revision integer NOT NULL,
        status text NOT NULL CHECK (status IN ('invited', 'active', 'ended')),
        since timestamptz NOT NULL,
        set_by text NOT NULL,
        ended_at timestamptz,
        ended_because text
      )`,
      // A user has one role at each of its revisions, however often and in whatever order they are told.
      `CREATE UNIQUE INDEX binding_by_assignment ON binding (tenant_id, subject_id, assignment) WHERE source = 'user'`,
      'CREATE INDEX binding_by_subject ON binding (tenant_id, subject_id)',
      "CREATE INDEX binding_by_role ON binding (tenant_id, role) WHERE status <> 'ended'",
      `CREATE TABLE lifecycle_change (
        tenant_id uuid NOT NULL,
        revision integer NOT NULL,
        kind text NOT NULL CHECK (kind IN ('suspended', 'reactivated', 'deactivated')),
        reason text NOT NULL,
        at timestamptz NOT NULL,
        PRIMARY KEY (tenant_id, revision, kind)
      )`,
      `CREATE TABLE containment (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL,
        subject_id uuid NOT NULL,
        alert_id uuid NOT NULL,
        rule text NOT NULL,
        severity text NOT NULL CHECK (severity IN ('medium', 'high', 'critical')),
        summary text NOT NULL,
        status text NOT NULL CHECK (status IN ('noted', 'active', 'lifted', 'expired')),
        placed_at timestamptz NOT NULL,
        expires_at timestamptz,
        ended_at timestamptz,
        lifted_by text,
        note text,
        UNIQUE (tenant_id, alert_id)
      )`,
      "CREATE INDEX containment_active ON containment (tenant_id, subject_id) WHERE status = 'active'",
      `CREATE TABLE access_request (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL,
        subject_id uuid NOT NULL,
        role text NOT NULL,
        reason text NOT NULL,
        status text NOT NULL CHECK (status IN ('open', 'approved', 'denied', 'closed')),
        created_at timestamptz NOT NULL,
        decided_at timestamptz,
        decided_by text,
        note text,
        binding_id uuid
      )`,
      `CREATE UNIQUE INDEX access_request_open ON access_request (tenant_id, subject_id, role) WHERE status = 'open'`,
      ...tables.flatMap(tenantOwned),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables) await runner.query(`DROP TABLE ${table}`);
  }
}
