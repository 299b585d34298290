import { tenantOwned } from '@crm/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateBilling1764000000000 implements MigrationInterface {
  readonly name = 'CreateBilling1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE billing_account (
        tenant_id uuid PRIMARY KEY,
        last_number integer NOT NULL,
        closed_at timestamptz,
        closed_reason text
      )`,
      ...tenantOwned('billing_account'),
      `CREATE TABLE subscription (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL UNIQUE,
        plan text NOT NULL,
        status text NOT NULL CHECK (status IN ('trialing', 'active', 'ended')),
        started_at timestamptz NOT NULL,
        trial_ends_at timestamptz NOT NULL,
        anchor timestamptz,
        period_index integer NOT NULL,
        period_start timestamptz NOT NULL,
        period_end timestamptz NOT NULL,
        prepaid_amount bigint NOT NULL CHECK (prepaid_amount >= 0),
        prepaid_from timestamptz,
        prepaid_invoice_id uuid,
        activated_at timestamptz,
        ended_at timestamptz,
        end_reason text,
        version integer NOT NULL
      )`,
      ...tenantOwned('subscription'),
      `CREATE TABLE usage_record (
        tenant_id uuid NOT NULL,
        id text NOT NULL,
        meter text NOT NULL,
        quantity bigint NOT NULL CHECK (quantity > 0),
        at timestamptz NOT NULL,
        period_start timestamptz NOT NULL,
        recorded_at timestamptz NOT NULL,
        invoice_id uuid,
        PRIMARY KEY (tenant_id, id)
      )`,
      'CREATE INDEX usage_record_by_period ON usage_record (tenant_id, period_start, meter)',
      ...tenantOwned('usage_record'),
      `CREATE TABLE invoice (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL,
        number integer NOT NULL CHECK (number > 0),
        kind text NOT NULL CHECK (kind IN ('invoice', 'credit-note')),
        final boolean NOT NULL,
        reason text NOT NULL,
        currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
        total bigint NOT NULL,
        settled bigint NOT NULL,
        period_start timestamptz NOT NULL,
        period_end timestamptz NOT NULL,
        relates_to uuid,
        issued_at timestamptz NOT NULL,
        due_at timestamptz,
        settled_at timestamptz,
        dunning text NOT NULL CHECK (dunning IN ('none', 'running', 'exhausted', 'stopped')),
        reminders jsonb NOT NULL,
        UNIQUE (tenant_id, number),
        CHECK (CASE kind WHEN 'invoice' THEN total >= 0 AND settled BETWEEN 0 AND total
                         ELSE total < 0 AND settled BETWEEN total AND 0 END)
      )`,
      'CREATE INDEX invoice_open ON invoice (tenant_id, number) WHERE total <> settled',
      ...tenantOwned('invoice'),
      `CREATE TABLE invoice_line (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL,
        invoice_id uuid NOT NULL REFERENCES invoice,
        position integer NOT NULL,
        kind text NOT NULL,
        description text NOT NULL,
        quantity bigint NOT NULL,
        amount bigint NOT NULL,
        UNIQUE (invoice_id, position)
      )`,
      ...tenantOwned('invoice_line'),
      `CREATE TABLE settlement (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL,
        invoice_id uuid NOT NULL REFERENCES invoice,
        kind text NOT NULL CHECK (kind IN ('payment', 'offset')),
        amount bigint NOT NULL CHECK (amount > 0),
        credit_note_id uuid REFERENCES invoice,
        reference text,
        recorded_by text NOT NULL,
        at timestamptz NOT NULL,
        CHECK ((kind = 'offset') = (credit_note_id IS NOT NULL))
      )`,
      'CREATE INDEX settlement_by_invoice ON settlement (invoice_id)',
      'CREATE INDEX settlement_by_credit_note ON settlement (credit_note_id)',
      ...tenantOwned('settlement'),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['settlement', 'invoice_line', 'invoice', 'usage_record', 'subscription', 'billing_account']) {
      await runner.query(`DROP TABLE ${table}`);
    }
  }
}
