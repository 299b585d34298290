import { tenantOwned } from '@crm/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly, refuseChange } from './append-only.js';

const tables = ['log', 'entry', 'checkpoint', 'timeline', 'timeline_entry', 'person', 'rule_match', 'alert'];
const immutable = ['entry', 'checkpoint', 'timeline_entry'];

export class CreateAudit1764000000000 implements MigrationInterface {
  readonly name = 'CreateAudit1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      // Updated once per entry: room on the page keeps the updates in place.
      `CREATE TABLE log (
        tenant_id uuid PRIMARY KEY,
        tenant_name text,
        status text NOT NULL CHECK (status IN ('open', 'sealed')),
        position bigint NOT NULL,
        head text NOT NULL,
        opened_at timestamptz,
        sealed_at timestamptz,
        retention_until timestamptz,
        export_offered_at timestamptz
      ) WITH (fillfactor = 50)`,
      `CREATE TABLE entry (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL,
        position bigint NOT NULL,
        at timestamptz NOT NULL,
        type text NOT NULL,
        actor text NOT NULL,
        target_kind text NOT NULL,
        target_id text NOT NULL,
        sentence text NOT NULL,
        detail jsonb NOT NULL,
        event_id uuid NOT NULL,
        correlation_id text NOT NULL,
        received_at timestamptz NOT NULL,
        after_seal boolean NOT NULL,
        previous_hash text NOT NULL,
        hash text NOT NULL,
        UNIQUE (tenant_id, position),
        UNIQUE (tenant_id, event_id)
      )`,
      'CREATE INDEX entry_by_id ON entry (tenant_id, id)',
      'CREATE INDEX entry_by_actor ON entry (tenant_id, actor, id)',
      'CREATE INDEX entry_by_type ON entry (tenant_id, type, id)',
      `CREATE TABLE checkpoint (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL,
        position bigint NOT NULL,
        hash text NOT NULL,
        at timestamptz NOT NULL,
        cause text NOT NULL CHECK (cause IN ('opened', 'suspended', 'sealed', 'interval')),
        key_id text NOT NULL,
        signature text NOT NULL
      )`,
      'CREATE INDEX checkpoint_by_position ON checkpoint (tenant_id, position)',
      `CREATE TABLE timeline (
        tenant_id uuid NOT NULL,
        kind text NOT NULL,
        id text NOT NULL,
        opened_at timestamptz,
        frozen_at timestamptz,
        PRIMARY KEY (tenant_id, kind, id)
      )`,
      `CREATE TABLE timeline_entry (
        tenant_id uuid NOT NULL,
        kind text NOT NULL,
        subject_id text NOT NULL,
        entry_id uuid NOT NULL,
        PRIMARY KEY (tenant_id, kind, subject_id, entry_id)
      )`,
      `CREATE TABLE person (
        tenant_id uuid NOT NULL,
        id uuid NOT NULL,
        name text NOT NULL,
        email text NOT NULL,
        PRIMARY KEY (tenant_id, id)
      )`,
      `CREATE TABLE rule_match (
        tenant_id uuid NOT NULL,
        rule text NOT NULL,
        entry_id uuid NOT NULL,
        group_key text NOT NULL,
        bad boolean NOT NULL,
        at timestamptz NOT NULL,
        PRIMARY KEY (tenant_id, rule, entry_id)
      )`,
      'CREATE INDEX rule_match_by_group ON rule_match (tenant_id, rule, group_key, at)',
      `CREATE TABLE alert (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL,
        rule text NOT NULL,
        group_key text NOT NULL,
        severity text NOT NULL CHECK (severity IN ('medium', 'high', 'critical')),
        suspect text NOT NULL,
        summary text NOT NULL,
        entry_ids jsonb NOT NULL,
        window_start timestamptz NOT NULL,
        window_end timestamptz NOT NULL,
        triggered_at timestamptz NOT NULL,
        status text NOT NULL CHECK (status IN ('open', 'acknowledged')),
        acknowledged_by text,
        acknowledged_at timestamptz,
        note text,
        UNIQUE (tenant_id, rule, group_key, window_start)
      )`,
      ...tables.flatMap(tenantOwned),
      refuseChange,
      ...immutable.flatMap(appendOnly),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables) await runner.query(`DROP TABLE ${table}`);
    await runner.query('DROP FUNCTION refuse_change');
  }
}
