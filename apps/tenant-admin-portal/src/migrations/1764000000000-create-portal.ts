import { tenantOwned } from '@crm/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreatePortal1764000000000 implements MigrationInterface {
  readonly name = 'CreatePortal1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [...notices, ...people, ...mail, ...home, ...feed];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = [
      'feed_head',
      'feed_entry',
      'counter',
      'standing',
      'suppression',
      'mail_delivery',
      'departure',
      'preference',
      'notice',
      'announcement',
    ];
    for (const table of tables) await runner.query(`DROP TABLE ${table}`);
  }
}

const notices = [
  `CREATE TABLE announcement (
    id uuid PRIMARY KEY,
    tenant_id uuid NOT NULL,
    key text NOT NULL,
    topic text NOT NULL,
    severity text NOT NULL CHECK (severity IN ('info', 'medium', 'high', 'critical', 'urgent')),
    title text NOT NULL,
    text text NOT NULL,
    link text,
    audience jsonb NOT NULL,
    must_acknowledge boolean NOT NULL,
    always_mail boolean NOT NULL,
    count integer NOT NULL,
    newest_at timestamptz NOT NULL,
    fan_out_pending boolean NOT NULL,
    created_at timestamptz NOT NULL,
    UNIQUE (tenant_id, key)
  )`,
  ...tenantOwned('announcement'),
  `CREATE TABLE notice (
    id uuid PRIMARY KEY,
    tenant_id uuid NOT NULL,
    user_id uuid NOT NULL,
    announcement_id uuid NOT NULL REFERENCES announcement (id),
    email text NOT NULL,
    topic text NOT NULL,
    severity text NOT NULL,
    title text NOT NULL,
    text text NOT NULL,
    link text,
    count integer NOT NULL,
    must_acknowledge boolean NOT NULL,
    in_app boolean NOT NULL,
    mail text NOT NULL CHECK (mail IN ('off', 'immediate', 'daily')),
    held_for text CHECK (held_for IN ('suspension', 'quiet-hours')),
    digest_pending boolean NOT NULL,
    open boolean NOT NULL,
    handed_over_from uuid,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    shown_at timestamptz,
    read_at timestamptz,
    acknowledged_at timestamptz,
    version integer NOT NULL,
    UNIQUE (announcement_id, user_id)
  )`,
  'CREATE INDEX notice_by_user ON notice (tenant_id, user_id, open, id)',
  'CREATE INDEX notice_held ON notice (tenant_id, held_for, id) WHERE held_for IS NOT NULL',
  'CREATE INDEX notice_for_digest ON notice (tenant_id, user_id, id) WHERE digest_pending',
  ...tenantOwned('notice'),
];

const people = [
  `CREATE TABLE preference (
    tenant_id uuid NOT NULL,
    user_id uuid NOT NULL,
    channels jsonb NOT NULL,
    time_zone text NOT NULL,
    quiet_hours jsonb,
    digest_hour integer NOT NULL,
    version integer NOT NULL,
    PRIMARY KEY (tenant_id, user_id)
  )`,
  ...tenantOwned('preference'),
  `CREATE TABLE departure (
    tenant_id uuid NOT NULL,
    user_id uuid NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, user_id)
  )`,
  ...tenantOwned('departure'),
];

const mail = [
  `CREATE TABLE mail_delivery (
    id uuid PRIMARY KEY,
    tenant_id uuid NOT NULL,
    recipient text NOT NULL,
    user_id uuid,
    invitation_id uuid,
    notice_id uuid,
    subject text NOT NULL,
    content jsonb NOT NULL,
    state text NOT NULL CHECK (state IN ('queued', 'sent', 'bounced', 'deferred', 'cancelled')),
    bounce_kind text,
    status text,
    response text,
    attempts integer NOT NULL,
    queued_at timestamptz NOT NULL,
    tried_at timestamptz,
    next_try_at timestamptz,
    settled_at timestamptz
  )`,
  'CREATE INDEX mail_delivery_by_tenant ON mail_delivery (tenant_id, id)',
  'CREATE INDEX mail_delivery_by_invitation ON mail_delivery (tenant_id, invitation_id, id) WHERE invitation_id IS NOT NULL',
  ...tenantOwned('mail_delivery'),
  `CREATE TABLE suppression (
    id uuid PRIMARY KEY,
    tenant_id uuid NOT NULL,
    address text NOT NULL,
    kind text NOT NULL,
    status text,
    diagnostic text NOT NULL,
    delivery_id uuid NOT NULL,
    at timestamptz NOT NULL,
    UNIQUE (tenant_id, address)
  )`,
  ...tenantOwned('suppression'),
];

const home = [
  `CREATE TABLE standing (
    tenant_id uuid PRIMARY KEY,
    lifecycle_revision integer NOT NULL,
    suspended_reason text,
    suspended_at timestamptz,
    onboarding_id uuid,
    onboarding_plan text,
    onboarding_steps jsonb,
    onboarding_expected_days double precision,
    onboarding_started_at timestamptz,
    onboarding_completed_at timestamptz,
    onboarding_days double precision,
    onboarding_skipped jsonb
  )`,
  ...tenantOwned('standing'),
  `CREATE TABLE counter (
    tenant_id uuid NOT NULL,
    name text NOT NULL,
    day date NOT NULL,
    value bigint NOT NULL,
    PRIMARY KEY (tenant_id, name, day)
  )`,
  ...tenantOwned('counter'),
];

const feed = [
  `CREATE TABLE feed_entry (
    tenant_id uuid NOT NULL,
    position bigint NOT NULL,
    event_id uuid NOT NULL,
    type text NOT NULL,
    subject text NOT NULL,
    title text NOT NULL,
    severity text NOT NULL,
    link text,
    actor text NOT NULL,
    at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    correlation_id text NOT NULL,
    causation_id text,
    hop_count integer NOT NULL,
    PRIMARY KEY (tenant_id, position),
    UNIQUE (tenant_id, event_id)
  )`,
  'CREATE INDEX feed_entry_by_cause ON feed_entry (tenant_id, correlation_id, position)',
  ...tenantOwned('feed_entry'),
  // Outside of row-level security: one query tells the process which of its tenants have news. It holds numbers only.
  `CREATE TABLE feed_head (
    tenant_id uuid PRIMARY KEY,
    position bigint NOT NULL
  )`,
];
