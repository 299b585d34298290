import { tenantOwned } from '@crm/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const owned: Record<string, string> = {
  delivery_settings: `
    tenant_id uuid PRIMARY KEY,
    status text NOT NULL CHECK (status IN ('active', 'held', 'closed')),
    lifecycle_revision integer NOT NULL,
    held_reason text,
    held_at timestamptz,
    closed_at timestamptz,
    first_secret text,
    first_secret_used_by uuid,
    onboarding_completed_at timestamptz,
    created_at timestamptz NOT NULL`,
  webhook_endpoint: `
    id uuid PRIMARY KEY,
    tenant_id uuid NOT NULL,
    url text NOT NULL,
    description text NOT NULL,
    event_types jsonb,
    status text NOT NULL CHECK (status IN ('enabled', 'disabled', 'deleted')),
    disabled_reason text,
    secret text,
    previous_secret text,
    previous_secret_until timestamptz,
    failing boolean NOT NULL,
    integration_id uuid,
    created_at timestamptz NOT NULL,
    version integer NOT NULL`,
  webhook_message: `
    id uuid PRIMARY KEY,
    tenant_id uuid NOT NULL,
    endpoint_id uuid NOT NULL REFERENCES webhook_endpoint,
    type text NOT NULL,
    event_type text NOT NULL,
    payload text,
    dedupe_key text NOT NULL,
    status text NOT NULL CHECK (status IN ('queued', 'sending', 'waiting', 'held', 'delivered', 'failed')),
    released boolean NOT NULL,
    attempts integer NOT NULL,
    round integer NOT NULL,
    next_attempt_at timestamptz,
    last_status integer,
    last_error text,
    latency_ms integer,
    created_at timestamptz NOT NULL,
    delivered_at timestamptz,
    failed_at timestamptz,
    UNIQUE (endpoint_id, dedupe_key)`,
  delivery_attempt: `
    id uuid PRIMARY KEY,
    tenant_id uuid NOT NULL,
    message_id uuid NOT NULL REFERENCES webhook_message,
    number integer NOT NULL,
    url text NOT NULL,
    started_at timestamptz NOT NULL,
    status integer,
    latency_ms integer NOT NULL,
    error text,
    response_body text,
    UNIQUE (message_id, number)`,
  integration: `
    id uuid PRIMARY KEY,
    tenant_id uuid NOT NULL,
    name text NOT NULL,
    provider text NOT NULL,
    url text NOT NULL,
    event_types jsonb,
    status text NOT NULL CHECK (status IN ('inactive', 'active')),
    endpoint_id uuid,
    created_at timestamptz NOT NULL,
    activated_at timestamptz,
    version integer NOT NULL`,
};

// The operators' endpoints and the key stand above tenants, and so outside of row-level security.
const above: Record<string, string> = {
  platform_endpoint: `
    id uuid PRIMARY KEY,
    url text NOT NULL,
    description text NOT NULL,
    status text NOT NULL CHECK (status IN ('enabled', 'disabled')),
    secret text NOT NULL,
    created_at timestamptz NOT NULL`,
  platform_delivery: `
    id uuid PRIMARY KEY,
    endpoint_id uuid NOT NULL REFERENCES platform_endpoint,
    tenant_id uuid NOT NULL,
    type text NOT NULL,
    payload text NOT NULL,
    dedupe_key text NOT NULL,
    status text NOT NULL CHECK (status IN ('waiting', 'delivered', 'failed')),
    attempts integer NOT NULL,
    last_status integer,
    last_error text,
    latency_ms integer,
    created_at timestamptz NOT NULL,
    ended_at timestamptz,
    UNIQUE (endpoint_id, dedupe_key)`,
  secret_key: `
    name text PRIMARY KEY,
    key text NOT NULL`,
};

export class CreateWebhooks1764000000000 implements MigrationInterface {
  readonly name = 'CreateWebhooks1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of Object.entries({ ...owned, ...above })) {
      await runner.query(`CREATE TABLE ${table} (${columns})`);
    }
    for (const table of Object.keys(owned)) for (const statement of tenantOwned(table)) await runner.query(statement);
    const indexes = [
      'CREATE INDEX webhook_endpoint_by_tenant ON webhook_endpoint (tenant_id, id)',
      'CREATE INDEX webhook_message_by_tenant ON webhook_message (tenant_id, id)',
      `CREATE INDEX webhook_message_turns ON webhook_message (endpoint_id, id) WHERE status IN ('queued', 'sending')`,
      `CREATE INDEX webhook_message_held ON webhook_message (tenant_id, id) WHERE status = 'held'`,
      'CREATE INDEX webhook_message_unpurged ON webhook_message (tenant_id, created_at) WHERE payload IS NOT NULL',
      'CREATE INDEX integration_by_tenant ON integration (tenant_id, id)',
    ];
    for (const index of indexes) await runner.query(index);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of Object.keys({ ...owned, ...above }).reverse()) {
      await runner.query(`DROP TABLE ${table} CASCADE`);
    }
  }
}
